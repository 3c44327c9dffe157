// The reporter's page: shows news as it happens by fetching itself again.
import { onLive, refresh } from "./stream.ts";

onLive(location.pathname + "/live", () => void refresh("main"));

// Pages with several questions of a service: what depends on answers comes and goes while they are given.
import { ask_together } from "../questions/page.ts";

ask_together();

-- Nothing read it: the events case.split of both cases name the other one, and the story of each shows it.
DROP TABLE case_splits;

-- What a queue is called in the city's other languages; queues.title is in its first.
CREATE TABLE queue_titles (
  queue TEXT NOT NULL, -- public
  language TEXT NOT NULL, -- public
  title TEXT NOT NULL, -- public
  PRIMARY KEY (queue, language)
);

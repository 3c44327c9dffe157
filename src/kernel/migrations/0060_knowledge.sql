-- Articles that answer people's questions. What is shown stands in article_texts, one row a language.
CREATE TABLE articles (
  id BIGINT PRIMARY KEY, -- public
  slug TEXT NOT NULL, -- public, its address: /help/<slug>
  audience TEXT NOT NULL, -- public, public or staff
  owner TEXT NOT NULL, -- internal, a department or an e-mail address
  review_on TEXT NOT NULL, -- internal, date or empty
  reminded_for TEXT NOT NULL, -- internal, the review date that the owner was reminded of
  revision BIGINT NOT NULL, -- public
  archived BIGINT NOT NULL, -- public
  updated_at BIGINT NOT NULL -- public
);
CREATE UNIQUE INDEX articles_slug ON articles (slug);

CREATE TABLE article_texts (
  article_id BIGINT NOT NULL REFERENCES articles (id), -- public
  language TEXT NOT NULL, -- public
  title TEXT NOT NULL, -- public
  summary TEXT NOT NULL, -- public
  keywords TEXT NOT NULL, -- public
  body TEXT NOT NULL, -- public, Markdown
  PRIMARY KEY (article_id, language)
);

CREATE TABLE article_services (
  service TEXT NOT NULL, -- public
  article_id BIGINT NOT NULL REFERENCES articles (id), -- public
  position BIGINT NOT NULL, -- public
  PRIMARY KEY (service, article_id)
);
CREATE INDEX article_services_by_article ON article_services (article_id);

-- What an article said after each change.
CREATE TABLE article_revisions (
  article_id BIGINT NOT NULL REFERENCES articles (id), -- internal
  revision BIGINT NOT NULL, -- internal
  at BIGINT NOT NULL, -- internal
  account_id BIGINT NOT NULL, -- internal
  by_name TEXT NOT NULL, -- personal
  why TEXT NOT NULL, -- internal
  content TEXT NOT NULL, -- internal, a JSON object
  PRIMARY KEY (article_id, revision)
);

-- "Did this help?"
CREATE TABLE article_answers (
  id BIGINT PRIMARY KEY, -- internal
  article_id BIGINT NOT NULL REFERENCES articles (id), -- internal
  revision BIGINT NOT NULL, -- internal
  helped BIGINT NOT NULL, -- internal
  comment TEXT NOT NULL, -- personal, what somebody missed
  at BIGINT NOT NULL -- internal
);
CREATE INDEX article_answers_by_article ON article_answers (article_id, helped);

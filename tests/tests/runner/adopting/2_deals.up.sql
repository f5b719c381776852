CREATE TABLE deals (
    id BIGINT NOT NULL,
    title VARCHAR(80) NOT NULL,
    CONSTRAINT pk_deals PRIMARY KEY (id)
);
CREATE INDEX ix_deals_title ON deals (title);

-- Who signs in.
CREATE TABLE users (
    id BIGINT NOT NULL,
    email VARCHAR(120) NOT NULL,
    CONSTRAINT pk_users PRIMARY KEY (id),
    CONSTRAINT uq_users_email UNIQUE (email)
);

INSERT INTO users (id, email) VALUES (1, 'a@b.c');

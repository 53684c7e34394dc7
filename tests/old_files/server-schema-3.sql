--
-- PostgreSQL database dump
--


-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: incident_binder; Type: SCHEMA; Schema: -; Owner: incident_binder_owner
--

CREATE SCHEMA incident_binder;


ALTER SCHEMA incident_binder OWNER TO incident_binder_owner;

--
-- Name: begin_act(text); Type: FUNCTION; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE FUNCTION incident_binder.begin_act(what text) RETURNS void
    LANGUAGE plpgsql
    AS $$ BEGIN
      PERFORM set_config('ir_app.incident', what, true);
      PERFORM lock_journal(home_of(what), what);
    END $$;


ALTER FUNCTION incident_binder.begin_act(what text) OWNER TO incident_binder_owner;

--
-- Name: home_of(text); Type: FUNCTION; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE FUNCTION incident_binder.home_of(what text) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'incident_binder', 'pg_temp'
    AS $$
      SELECT coalesce(
        (SELECT practice FROM shared WHERE incident = what AND my_practice() IS NOT NULL),
        my_practice()) $$;


ALTER FUNCTION incident_binder.home_of(what text) OWNER TO incident_binder_owner;

--
-- Name: journal_in_order(); Type: FUNCTION; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE FUNCTION incident_binder.journal_in_order() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'incident_binder', 'pg_temp'
    AS $$
    DECLARE
      entry json := replace(NEW.text, '\u0000', '\ufffd')::json;
      ends record;
    BEGIN
      PERFORM lock_journal(NEW.practice, entry ->> 'incident');
      SELECT seq, hash INTO ends FROM tip
      WHERE incident = entry ->> 'incident' AND practice = NEW.practice;
      IF (entry ->> 'seq')::integer IS DISTINCT FROM coalesce(ends.seq, 0) + 1 THEN
        RAISE EXCEPTION 'entries follow each other without gaps' USING ERRCODE = '23514';
      END IF;
      IF entry ->> 'prev' IS DISTINCT FROM coalesce(ends.hash, '0000000000000000000000000000000000000000000000000000000000000000') THEN
        RAISE EXCEPTION 'an entry names the hash of the entry before it' USING ERRCODE = '23514';
      END IF;
      IF NEW.hash IS DISTINCT FROM encode(sha256(convert_to(NEW.text, 'UTF8')), 'hex') THEN
        RAISE EXCEPTION 'the hash is that of the text' USING ERRCODE = '23514';
      END IF;
      NEW.written_by := session_user;
      NEW.written_at := clock_timestamp();
      NEW.machine := coalesce(current_setting('ir_app.machine', true), '');
      RETURN NEW;
    END $$;


ALTER FUNCTION incident_binder.journal_in_order() OWNER TO incident_binder_owner;

--
-- Name: journal_moves_tip(); Type: FUNCTION; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE FUNCTION incident_binder.journal_moves_tip() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'incident_binder', 'pg_temp'
    AS $$ BEGIN
      INSERT INTO tip (incident, seq, hash, practice)
      VALUES (NEW.incident, NEW.seq, NEW.hash, NEW.practice)
      ON CONFLICT (incident, practice) DO UPDATE SET seq = excluded.seq, hash = excluded.hash;
      PERFORM pg_notify('incident_binder', md5(NEW.practice) || ' ' || NEW.seq || ' ' || NEW.incident);
      RETURN NULL;
    END $$;


ALTER FUNCTION incident_binder.journal_moves_tip() OWNER TO incident_binder_owner;

--
-- Name: lock_journal(text, text); Type: FUNCTION; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE FUNCTION incident_binder.lock_journal(whose text, what text) RETURNS void
    LANGUAGE sql
    AS $$
      SELECT pg_advisory_xact_lock(hashtextextended(whose || '/' || what, 0)) $$;


ALTER FUNCTION incident_binder.lock_journal(whose text, what text) OWNER TO incident_binder_owner;

--
-- Name: my_practice(); Type: FUNCTION; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE FUNCTION incident_binder.my_practice() RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'incident_binder', 'pg_temp'
    AS $$
      SELECT practice FROM membership
      WHERE login = session_user AND practice = current_setting('ir_app.practice', true) $$;


ALTER FUNCTION incident_binder.my_practice() OWNER TO incident_binder_owner;

--
-- Name: my_practices(); Type: FUNCTION; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE FUNCTION incident_binder.my_practices() RETURNS SETOF text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'incident_binder', 'pg_temp'
    AS $$
      SELECT practice FROM membership WHERE login = session_user ORDER BY practice $$;


ALTER FUNCTION incident_binder.my_practices() OWNER TO incident_binder_owner;

--
-- Name: never(); Type: FUNCTION; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE FUNCTION incident_binder.never() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN
      RAISE EXCEPTION 'what was written is never changed or removed' USING ERRCODE = '23514';
    END $$;


ALTER FUNCTION incident_binder.never() OWNER TO incident_binder_owner;

--
-- Name: seal_key_follows(); Type: FUNCTION; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE FUNCTION incident_binder.seal_key_follows() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'incident_binder', 'pg_temp'
    AS $$ BEGIN
      PERFORM lock_journal(NEW.practice, 'seal keys');
      IF EXISTS (SELECT 1 FROM seal_key WHERE practice = NEW.practice) AND NOT EXISTS (
        SELECT 1 FROM seal_key WHERE practice = NEW.practice AND public_key = NEW.former)
      THEN
        RAISE EXCEPTION 'the former key speaks for a new one' USING ERRCODE = '23514';
      END IF;
      RETURN NEW;
    END $$;


ALTER FUNCTION incident_binder.seal_key_follows() OWNER TO incident_binder_owner;

--
-- Name: share_incident(text); Type: FUNCTION; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE FUNCTION incident_binder.share_incident(what text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'incident_binder', 'pg_temp'
    AS $$
    BEGIN
      INSERT INTO shared (incident, practice)
      SELECT incident, practice FROM tip WHERE incident = what AND practice = my_practice()
        AND pg_has_role(session_user, 'incident_binder_writer', 'member');
      IF NOT FOUND THEN
        RAISE EXCEPTION 'only its own practice shares an incident' USING ERRCODE = '42501';
      END IF;
    END $$;


ALTER FUNCTION incident_binder.share_incident(what text) OWNER TO incident_binder_owner;

--
-- Name: shared_with_me(); Type: FUNCTION; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE FUNCTION incident_binder.shared_with_me() RETURNS SETOF text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'incident_binder', 'pg_temp'
    AS $$
      SELECT incident FROM shared WHERE my_practice() IS NOT NULL $$;


ALTER FUNCTION incident_binder.shared_with_me() OWNER TO incident_binder_owner;

--
-- Name: tip_only_forward(); Type: FUNCTION; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE FUNCTION incident_binder.tip_only_forward() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'incident_binder', 'pg_temp'
    AS $$ BEGIN
      IF NOT EXISTS (
        SELECT 1 FROM journal WHERE incident = NEW.incident AND practice = NEW.practice
          AND seq = NEW.seq AND hash = NEW.hash)
      THEN
        RAISE EXCEPTION 'the end of a journal only moves with it' USING ERRCODE = '23514';
      END IF;
      IF TG_OP = 'UPDATE' AND (NEW.place, NEW.incident, NEW.practice, NEW.seq) IS DISTINCT FROM
        (OLD.place, OLD.incident, OLD.practice, OLD.seq + 1)
      THEN
        RAISE EXCEPTION 'the end of a journal only moves on' USING ERRCODE = '23514';
      END IF;
      RETURN NEW;
    END $$;


ALTER FUNCTION incident_binder.tip_only_forward() OWNER TO incident_binder_owner;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: about; Type: TABLE; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE TABLE incident_binder.about (
    schema_version integer NOT NULL
);


ALTER TABLE incident_binder.about OWNER TO incident_binder_owner;

--
-- Name: batch; Type: TABLE; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE TABLE incident_binder.batch (
    batch text NOT NULL,
    incident text NOT NULL,
    text text NOT NULL,
    practice text DEFAULT incident_binder.home_of(current_setting('ir_app.incident'::text, true)) NOT NULL
);


ALTER TABLE incident_binder.batch OWNER TO incident_binder_owner;

--
-- Name: batch_left; Type: TABLE; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE TABLE incident_binder.batch_left (
    batch text NOT NULL,
    place integer NOT NULL,
    incident text NOT NULL,
    letter text NOT NULL,
    person text NOT NULL,
    practice text DEFAULT incident_binder.home_of(current_setting('ir_app.incident'::text, true)) NOT NULL
);


ALTER TABLE incident_binder.batch_left OWNER TO incident_binder_owner;

--
-- Name: blob; Type: TABLE; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE TABLE incident_binder.blob (
    blob text NOT NULL,
    sha256 text NOT NULL,
    size bigint NOT NULL,
    practice text DEFAULT incident_binder.home_of(current_setting('ir_app.incident'::text, true)) NOT NULL,
    incident text DEFAULT current_setting('ir_app.incident'::text, true) NOT NULL
);


ALTER TABLE incident_binder.blob OWNER TO incident_binder_owner;

--
-- Name: chunk; Type: TABLE; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE TABLE incident_binder.chunk (
    blob text NOT NULL,
    place integer NOT NULL,
    body bytea NOT NULL,
    practice text DEFAULT incident_binder.home_of(current_setting('ir_app.incident'::text, true)) NOT NULL,
    incident text DEFAULT current_setting('ir_app.incident'::text, true) NOT NULL
);


ALTER TABLE incident_binder.chunk OWNER TO incident_binder_owner;

--
-- Name: journal; Type: TABLE; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE TABLE incident_binder.journal (
    place integer NOT NULL,
    text text NOT NULL,
    hash text NOT NULL,
    incident text GENERATED ALWAYS AS (((replace(text, '\u0000'::text, '\ufffd'::text))::json ->> 'incident'::text)) STORED NOT NULL,
    seq integer GENERATED ALWAYS AS ((((replace(text, '\u0000'::text, '\ufffd'::text))::json ->> 'seq'::text))::integer) STORED NOT NULL,
    kind text GENERATED ALWAYS AS (((replace(text, '\u0000'::text, '\ufffd'::text))::json ->> 'kind'::text)) STORED NOT NULL,
    practice text DEFAULT incident_binder.home_of(current_setting('ir_app.incident'::text, true)) NOT NULL,
    written_by text DEFAULT ''::text NOT NULL,
    written_at timestamp with time zone,
    machine text DEFAULT ''::text NOT NULL
);


ALTER TABLE incident_binder.journal OWNER TO incident_binder_owner;

--
-- Name: journal_place_seq; Type: SEQUENCE; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE SEQUENCE incident_binder.journal_place_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE incident_binder.journal_place_seq OWNER TO incident_binder_owner;

--
-- Name: journal_place_seq; Type: SEQUENCE OWNED BY; Schema: incident_binder; Owner: incident_binder_owner
--

ALTER SEQUENCE incident_binder.journal_place_seq OWNED BY incident_binder.journal.place;


--
-- Name: letter; Type: TABLE; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE TABLE incident_binder.letter (
    batch text NOT NULL,
    letter text NOT NULL,
    place integer NOT NULL,
    text text NOT NULL,
    body bytea NOT NULL,
    practice text DEFAULT incident_binder.home_of(current_setting('ir_app.incident'::text, true)) NOT NULL,
    incident text DEFAULT current_setting('ir_app.incident'::text, true) NOT NULL
);


ALTER TABLE incident_binder.letter OWNER TO incident_binder_owner;

--
-- Name: membership; Type: TABLE; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE TABLE incident_binder.membership (
    practice text NOT NULL,
    login text NOT NULL
);


ALTER TABLE incident_binder.membership OWNER TO incident_binder_owner;

--
-- Name: people; Type: TABLE; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE TABLE incident_binder.people (
    roster text NOT NULL,
    place integer NOT NULL,
    text text NOT NULL,
    practice text DEFAULT incident_binder.home_of(current_setting('ir_app.incident'::text, true)) NOT NULL,
    incident text DEFAULT current_setting('ir_app.incident'::text, true) NOT NULL
);


ALTER TABLE incident_binder.people OWNER TO incident_binder_owner;

--
-- Name: pin; Type: TABLE; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE TABLE incident_binder.pin (
    member text NOT NULL,
    verifier text NOT NULL,
    practice text DEFAULT incident_binder.my_practice() NOT NULL
);


ALTER TABLE incident_binder.pin OWNER TO incident_binder_owner;

--
-- Name: pin_failure; Type: TABLE; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE TABLE incident_binder.pin_failure (
    member text NOT NULL,
    count integer NOT NULL,
    last text NOT NULL,
    practice text DEFAULT incident_binder.my_practice() NOT NULL
);


ALTER TABLE incident_binder.pin_failure OWNER TO incident_binder_owner;

--
-- Name: practice; Type: TABLE; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE TABLE incident_binder.practice (
    practice text NOT NULL
);


ALTER TABLE incident_binder.practice OWNER TO incident_binder_owner;

--
-- Name: quarantine; Type: TABLE; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE TABLE incident_binder.quarantine (
    roster text NOT NULL,
    place integer NOT NULL,
    text text NOT NULL,
    practice text DEFAULT incident_binder.home_of(current_setting('ir_app.incident'::text, true)) NOT NULL,
    incident text DEFAULT current_setting('ir_app.incident'::text, true) NOT NULL
);


ALTER TABLE incident_binder.quarantine OWNER TO incident_binder_owner;

--
-- Name: seal_key; Type: TABLE; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE TABLE incident_binder.seal_key (
    place bigint NOT NULL,
    practice text NOT NULL,
    public_key text NOT NULL,
    former text NOT NULL,
    signature text NOT NULL
);


ALTER TABLE incident_binder.seal_key OWNER TO incident_binder_owner;

--
-- Name: seal_key_place_seq; Type: SEQUENCE; Schema: incident_binder; Owner: incident_binder_owner
--

ALTER TABLE incident_binder.seal_key ALTER COLUMN place ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME incident_binder.seal_key_place_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: secret; Type: TABLE; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE TABLE incident_binder.secret (
    name text NOT NULL,
    body bytea NOT NULL,
    practice text DEFAULT incident_binder.my_practice() NOT NULL
);


ALTER TABLE incident_binder.secret OWNER TO incident_binder_owner;

--
-- Name: shared; Type: TABLE; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE TABLE incident_binder.shared (
    incident text NOT NULL,
    practice text NOT NULL,
    CONSTRAINT shared_incident_check CHECK ((incident <> 'practice'::text))
);


ALTER TABLE incident_binder.shared OWNER TO incident_binder_owner;

--
-- Name: tip; Type: TABLE; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE TABLE incident_binder.tip (
    place integer NOT NULL,
    incident text NOT NULL,
    seq integer NOT NULL,
    hash text NOT NULL,
    practice text DEFAULT incident_binder.home_of(current_setting('ir_app.incident'::text, true)) NOT NULL
);


ALTER TABLE incident_binder.tip OWNER TO incident_binder_owner;

--
-- Name: tip_place_seq; Type: SEQUENCE; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE SEQUENCE incident_binder.tip_place_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE incident_binder.tip_place_seq OWNER TO incident_binder_owner;

--
-- Name: tip_place_seq; Type: SEQUENCE OWNED BY; Schema: incident_binder; Owner: incident_binder_owner
--

ALTER SEQUENCE incident_binder.tip_place_seq OWNED BY incident_binder.tip.place;


--
-- Name: journal place; Type: DEFAULT; Schema: incident_binder; Owner: incident_binder_owner
--

ALTER TABLE ONLY incident_binder.journal ALTER COLUMN place SET DEFAULT nextval('incident_binder.journal_place_seq'::regclass);


--
-- Name: tip place; Type: DEFAULT; Schema: incident_binder; Owner: incident_binder_owner
--

ALTER TABLE ONLY incident_binder.tip ALTER COLUMN place SET DEFAULT nextval('incident_binder.tip_place_seq'::regclass);


--
-- Data for Name: about; Type: TABLE DATA; Schema: incident_binder; Owner: incident_binder_owner
--

COPY incident_binder.about (schema_version) FROM stdin;
3
\.


--
-- Data for Name: batch; Type: TABLE DATA; Schema: incident_binder; Owner: incident_binder_owner
--

COPY incident_binder.batch (batch, incident, text, practice) FROM stdin;
\.


--
-- Data for Name: batch_left; Type: TABLE DATA; Schema: incident_binder; Owner: incident_binder_owner
--

COPY incident_binder.batch_left (batch, place, incident, letter, person, practice) FROM stdin;
\.


--
-- Data for Name: blob; Type: TABLE DATA; Schema: incident_binder; Owner: incident_binder_owner
--

COPY incident_binder.blob (blob, sha256, size, practice, incident) FROM stdin;
11b1a418417542399ff43f16e245dc32	55c64d0fcd6f9d5f7c828093857e3fdfda68478bb4e9bd24d481ef391c7804e8	5	maple-street	i1
\.


--
-- Data for Name: chunk; Type: TABLE DATA; Schema: incident_binder; Owner: incident_binder_owner
--

COPY incident_binder.chunk (blob, place, body, practice, incident) FROM stdin;
11b1a418417542399ff43f16e245dc32	1	\\x70686f746f	maple-street	i1
\.


--
-- Data for Name: journal; Type: TABLE DATA; Schema: incident_binder; Owner: incident_binder_owner
--

COPY incident_binder.journal (place, text, hash, practice, written_by, written_at, machine) FROM stdin;
1	{"act":1,"actor":"Dana","app_version":"0.1.0","data":{"basis":"saw","text":"ours"},"device":"front-desk","format":1,"happened":{"fold":0,"local":"2026-11-23T08:05:00.000000","precision":"exact","zone":"America/Indiana/Indianapolis"},"incident":"practice","kind":"noted","learned":null,"prev":"0000000000000000000000000000000000000000000000000000000000000000","recorded":"2026-11-23T13:05:00.000000Z","role":"lead","seq":1,"track":"record"}	94326c5dcb07a37511167f1524ecaf1cb1f14bbd39f12aaa0156beda3b8f10de	maple-street	dana	\N	
2	{"act":1,"actor":"Dana","app_version":"0.1.0","data":{"incident_type":"ransomware","playbook":"ransomware","playbook_digest":"0000000000000000000000000000000000000000000000000000000000000000","playbook_version":"1","symptom":"ransom note","title":"Screens are locked","zone":"America/Indiana/Indianapolis"},"device":"front-desk","format":1,"happened":{"fold":0,"local":"2026-11-23T08:05:00.000000","precision":"exact","zone":"America/Indiana/Indianapolis"},"incident":"i1","kind":"opened","learned":null,"prev":"0000000000000000000000000000000000000000000000000000000000000000","recorded":"2026-11-23T13:05:01.000000Z","role":"lead","seq":1,"track":"record"}	b7861a3a6febe0276534007e310aee501e261326a19d8e7bf5b3b2e46bc79990	maple-street	dana	\N	
3	{"act":1,"actor":"Dana","app_version":"0.1.0","data":{"basis":"saw","text":"r-i1 b-i1 55c64d0fcd6f9d5f7c828093857e3fdfda68478bb4e9bd24d481ef391c7804e8"},"device":"front-desk","format":1,"happened":{"fold":0,"local":"2026-11-23T08:05:00.000000","precision":"exact","zone":"America/Indiana/Indianapolis"},"incident":"i1","kind":"noted","learned":null,"prev":"b7861a3a6febe0276534007e310aee501e261326a19d8e7bf5b3b2e46bc79990","recorded":"2026-11-23T13:05:01.000000Z","role":"lead","seq":2,"track":"record"}	4ff66087e6996c759801295f1a494496d8480ed1e46479d42d965bb0ab7cb7cc	maple-street	dana	\N	
4	{"act":3,"actor":"Dana","app_version":"0.1.0","data":{"head_hash":"4ff66087e6996c759801295f1a494496d8480ed1e46479d42d965bb0ab7cb7cc","head_seq":2,"public_key":"03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8","signature":"7be8498759f6861cc38a748f8aa36be7d6186608e7116406a0267acafeb7d791839f808285f656468d38b9e889cb072424c344c7ced88c9c815761bd8d701505"},"device":"front-desk","format":1,"happened":{"fold":0,"local":"2026-11-23T08:05:00.000000","precision":"exact","zone":"America/Indiana/Indianapolis"},"incident":"i1","kind":"sealed","learned":null,"prev":"4ff66087e6996c759801295f1a494496d8480ed1e46479d42d965bb0ab7cb7cc","recorded":"2026-11-23T13:05:01.000000Z","role":"lead","seq":3,"track":"record"}	e5419dc6cc32e5b681475b81ec229b56dbdbadcd2fefbb5551de9a8c73b491fe	maple-street	dana	\N	
5	{"act":4,"actor":"Dana","app_version":"0.1.0","data":{"basis":"saw","text":"and on"},"device":"front-desk","format":1,"happened":{"fold":0,"local":"2026-11-23T08:05:00.000000","precision":"exact","zone":"America/Indiana/Indianapolis"},"incident":"i1","kind":"noted","learned":null,"prev":"e5419dc6cc32e5b681475b81ec229b56dbdbadcd2fefbb5551de9a8c73b491fe","recorded":"2026-11-23T13:05:02.000000Z","role":"lead","seq":4,"track":"record"}	50abf49a6c5109220a5f0a371dbeb128321570cb819d481676a64790c081c59a	maple-street	dana	\N	
6	{"act":2,"actor":"Dana","app_version":"0.1.0","data":{"basis":"saw","text":"more"},"device":"front-desk","format":1,"happened":{"fold":0,"local":"2026-11-23T08:05:00.000000","precision":"exact","zone":"America/Indiana/Indianapolis"},"incident":"practice","kind":"noted","learned":null,"prev":"94326c5dcb07a37511167f1524ecaf1cb1f14bbd39f12aaa0156beda3b8f10de","recorded":"2026-11-23T13:05:03.000000Z","role":"lead","seq":2,"track":"record"}	9de042418c9f2197cf1755dc72f38c90a7172cca470e8999c01cf68c9c4699f0	maple-street	dana	\N	
7	{"act":3,"actor":"Dana","app_version":"0.1.0","data":{"head_hash":"9de042418c9f2197cf1755dc72f38c90a7172cca470e8999c01cf68c9c4699f0","head_seq":2,"public_key":"03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8","signature":"7a918122b13e3985c11262b9949510e4adcb5fbc3b9994163e775ade3ae1c71861166f56b66ea068a3febf4c3b25358e221fb227ff817007310e4cc29abc8204"},"device":"front-desk","format":1,"happened":{"fold":0,"local":"2026-11-23T08:05:00.000000","precision":"exact","zone":"America/Indiana/Indianapolis"},"incident":"practice","kind":"sealed","learned":null,"prev":"9de042418c9f2197cf1755dc72f38c90a7172cca470e8999c01cf68c9c4699f0","recorded":"2026-11-23T13:05:03.000000Z","role":"lead","seq":3,"track":"record"}	74d2393cc53699375cc60a90032ae4aeda43a583fece90099a001ee74904107e	maple-street	dana	\N	
8	{"act":5,"actor":"Dana","app_version":"0.1.0","data":{"basis":"saw","text":"written under version 3"},"device":"front-desk","format":1,"happened":{"fold":0,"local":"2026-11-23T08:05:00.000000","precision":"exact","zone":"America/Indiana/Indianapolis"},"incident":"i1","kind":"noted","learned":null,"prev":"50abf49a6c5109220a5f0a371dbeb128321570cb819d481676a64790c081c59a","recorded":"2026-11-23T13:05:00.000000Z","role":"lead","seq":5,"track":"record"}	99a28f3b2503e423cc96b211e9af0946f209ec03502ce2330d9207b980d335dc	maple-street	dana	2026-11-26 01:26:23.670964+00	58154f229bc1440da041cb1a5a582e69
9	{"act":5,"actor":"Dana","app_version":"0.1.0","data":{"basis":"saw","text":"and one more"},"device":"front-desk","format":1,"happened":{"fold":0,"local":"2026-11-23T08:05:00.000000","precision":"exact","zone":"America/Indiana/Indianapolis"},"incident":"i1","kind":"noted","learned":null,"prev":"99a28f3b2503e423cc96b211e9af0946f209ec03502ce2330d9207b980d335dc","recorded":"2026-11-23T13:05:00.000000Z","role":"lead","seq":6,"track":"record"}	04daa5b6d35c0f33c7b08a3ab366e198e02f39eb0d41a2d0bc28a4d555da568d	maple-street	dana	2026-11-26 01:26:23.67199+00	58154f229bc1440da041cb1a5a582e69
\.


--
-- Data for Name: letter; Type: TABLE DATA; Schema: incident_binder; Owner: incident_binder_owner
--

COPY incident_binder.letter (batch, letter, place, text, body, practice, incident) FROM stdin;
b-i1	L-0001	1	{"batch":"b1","letter":"L-0001","person":"p-0000000000000001","sha256":"30e0903dd09024eb6e4b0da5cef0ebae29335d88b934473eaaf584bf89d83c6c","text_sha256":"dba36bffa5cab0f922d087a3aeb179f9d4e745df40b323e1b1471402848c8a3e","state":"IN","addressee":"Parent of patient 1","file_name":"0001.docx","pages":null}	\\x504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031504b206c65747465722031	maple-street	i1
b-i1	L-0002	2	{"batch":"b1","letter":"L-0002","person":"p-0000000000000002","sha256":"9727f7a59f4ce75cd0cb39f97c663b771ced38fbafa8dd6d6850c893b1d432f9","text_sha256":"dba36bffa5cab0f922d087a3aeb179f9d4e745df40b323e1b1471402848c8a3e","state":"IN","addressee":"Parent of patient 2","file_name":"0002.docx","pages":null}	\\x504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032504b206c65747465722032	maple-street	i1
\.


--
-- Data for Name: membership; Type: TABLE DATA; Schema: incident_binder; Owner: incident_binder_owner
--

COPY incident_binder.membership (practice, login) FROM stdin;
maple-street	dana
\.


--
-- Data for Name: people; Type: TABLE DATA; Schema: incident_binder; Owner: incident_binder_owner
--

COPY incident_binder.people (roster, place, text, practice, incident) FROM stdin;
r-i1	1	{"id":"p-0000000000000001","source_ids":["1"],"rows":[1],"first":"Søren","middle":"","last":"O’Neil 1","suffix":"","born":"2026-11-23","deceased":false,"died":null,"standing":"unknown","address":{"lines":["12 Oak & Elm"],"city":"Fort Wayne","state":"IN","zip":"04680","country":"US","problems":[]},"confidential_address":null,"resident_state":"","residence_basis":"unknown","guarantor_id":"","guarantor_name":"","guardian_name":"","next_of_kin":"","email":"","agreed_to_email_notice":false,"language":"en","ssn_on_file":null,"notes":[]}	maple-street	i1
r-i1	2	{"id":"p-0000000000000002","source_ids":["2"],"rows":[2],"first":"Søren","middle":"","last":"O’Neil 2","suffix":"","born":"2026-11-23","deceased":false,"died":null,"standing":"unknown","address":{"lines":["12 Oak & Elm"],"city":"Fort Wayne","state":"IN","zip":"04680","country":"US","problems":[]},"confidential_address":null,"resident_state":"","residence_basis":"unknown","guarantor_id":"","guarantor_name":"","guardian_name":"","next_of_kin":"","email":"","agreed_to_email_notice":false,"language":"en","ssn_on_file":null,"notes":[]}	maple-street	i1
\.


--
-- Data for Name: pin; Type: TABLE DATA; Schema: incident_binder; Owner: incident_binder_owner
--

COPY incident_binder.pin (member, verifier, practice) FROM stdin;
dana	verifier	maple-street
\.


--
-- Data for Name: pin_failure; Type: TABLE DATA; Schema: incident_binder; Owner: incident_binder_owner
--

COPY incident_binder.pin_failure (member, count, last, practice) FROM stdin;
\.


--
-- Data for Name: practice; Type: TABLE DATA; Schema: incident_binder; Owner: incident_binder_owner
--

COPY incident_binder.practice (practice) FROM stdin;
maple-street
\.


--
-- Data for Name: quarantine; Type: TABLE DATA; Schema: incident_binder; Owner: incident_binder_owner
--

COPY incident_binder.quarantine (roster, place, text, practice, incident) FROM stdin;
\.


--
-- Data for Name: seal_key; Type: TABLE DATA; Schema: incident_binder; Owner: incident_binder_owner
--

COPY incident_binder.seal_key (place, practice, public_key, former, signature) FROM stdin;
1	maple-street	03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8		
\.


--
-- Data for Name: secret; Type: TABLE DATA; Schema: incident_binder; Owner: incident_binder_owner
--

COPY incident_binder.secret (name, body, practice) FROM stdin;
seal	\\x000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f	maple-street
\.


--
-- Data for Name: shared; Type: TABLE DATA; Schema: incident_binder; Owner: incident_binder_owner
--

COPY incident_binder.shared (incident, practice) FROM stdin;
\.


--
-- Data for Name: tip; Type: TABLE DATA; Schema: incident_binder; Owner: incident_binder_owner
--

COPY incident_binder.tip (place, incident, seq, hash, practice) FROM stdin;
1	practice	3	74d2393cc53699375cc60a90032ae4aeda43a583fece90099a001ee74904107e	maple-street
2	i1	6	04daa5b6d35c0f33c7b08a3ab366e198e02f39eb0d41a2d0bc28a4d555da568d	maple-street
\.


--
-- Name: journal_place_seq; Type: SEQUENCE SET; Schema: incident_binder; Owner: incident_binder_owner
--

SELECT pg_catalog.setval('incident_binder.journal_place_seq', 9, true);


--
-- Name: seal_key_place_seq; Type: SEQUENCE SET; Schema: incident_binder; Owner: incident_binder_owner
--

SELECT pg_catalog.setval('incident_binder.seal_key_place_seq', 1, true);


--
-- Name: tip_place_seq; Type: SEQUENCE SET; Schema: incident_binder; Owner: incident_binder_owner
--

SELECT pg_catalog.setval('incident_binder.tip_place_seq', 9, true);


--
-- Name: batch batch_incident_practice_key; Type: CONSTRAINT; Schema: incident_binder; Owner: incident_binder_owner
--

ALTER TABLE ONLY incident_binder.batch
    ADD CONSTRAINT batch_incident_practice_key UNIQUE (incident, practice);


--
-- Name: batch_left batch_left_pkey; Type: CONSTRAINT; Schema: incident_binder; Owner: incident_binder_owner
--

ALTER TABLE ONLY incident_binder.batch_left
    ADD CONSTRAINT batch_left_pkey PRIMARY KEY (batch, place, practice);


--
-- Name: batch batch_pkey; Type: CONSTRAINT; Schema: incident_binder; Owner: incident_binder_owner
--

ALTER TABLE ONLY incident_binder.batch
    ADD CONSTRAINT batch_pkey PRIMARY KEY (batch, practice);


--
-- Name: blob blob_pkey; Type: CONSTRAINT; Schema: incident_binder; Owner: incident_binder_owner
--

ALTER TABLE ONLY incident_binder.blob
    ADD CONSTRAINT blob_pkey PRIMARY KEY (blob, practice);


--
-- Name: blob blob_sha256_incident_practice_key; Type: CONSTRAINT; Schema: incident_binder; Owner: incident_binder_owner
--

ALTER TABLE ONLY incident_binder.blob
    ADD CONSTRAINT blob_sha256_incident_practice_key UNIQUE (sha256, incident, practice);


--
-- Name: chunk chunk_pkey; Type: CONSTRAINT; Schema: incident_binder; Owner: incident_binder_owner
--

ALTER TABLE ONLY incident_binder.chunk
    ADD CONSTRAINT chunk_pkey PRIMARY KEY (blob, place, practice);


--
-- Name: journal journal_incident_seq_practice_key; Type: CONSTRAINT; Schema: incident_binder; Owner: incident_binder_owner
--

ALTER TABLE ONLY incident_binder.journal
    ADD CONSTRAINT journal_incident_seq_practice_key UNIQUE (incident, seq, practice);


--
-- Name: journal journal_pkey; Type: CONSTRAINT; Schema: incident_binder; Owner: incident_binder_owner
--

ALTER TABLE ONLY incident_binder.journal
    ADD CONSTRAINT journal_pkey PRIMARY KEY (place);


--
-- Name: letter letter_batch_place_practice_key; Type: CONSTRAINT; Schema: incident_binder; Owner: incident_binder_owner
--

ALTER TABLE ONLY incident_binder.letter
    ADD CONSTRAINT letter_batch_place_practice_key UNIQUE (batch, place, practice);


--
-- Name: letter letter_pkey; Type: CONSTRAINT; Schema: incident_binder; Owner: incident_binder_owner
--

ALTER TABLE ONLY incident_binder.letter
    ADD CONSTRAINT letter_pkey PRIMARY KEY (batch, letter, practice);


--
-- Name: membership membership_pkey; Type: CONSTRAINT; Schema: incident_binder; Owner: incident_binder_owner
--

ALTER TABLE ONLY incident_binder.membership
    ADD CONSTRAINT membership_pkey PRIMARY KEY (practice, login);


--
-- Name: people people_pkey; Type: CONSTRAINT; Schema: incident_binder; Owner: incident_binder_owner
--

ALTER TABLE ONLY incident_binder.people
    ADD CONSTRAINT people_pkey PRIMARY KEY (roster, place, practice);


--
-- Name: pin_failure pin_failure_pkey; Type: CONSTRAINT; Schema: incident_binder; Owner: incident_binder_owner
--

ALTER TABLE ONLY incident_binder.pin_failure
    ADD CONSTRAINT pin_failure_pkey PRIMARY KEY (member, practice);


--
-- Name: pin pin_pkey; Type: CONSTRAINT; Schema: incident_binder; Owner: incident_binder_owner
--

ALTER TABLE ONLY incident_binder.pin
    ADD CONSTRAINT pin_pkey PRIMARY KEY (member, practice);


--
-- Name: practice practice_pkey; Type: CONSTRAINT; Schema: incident_binder; Owner: incident_binder_owner
--

ALTER TABLE ONLY incident_binder.practice
    ADD CONSTRAINT practice_pkey PRIMARY KEY (practice);


--
-- Name: quarantine quarantine_pkey; Type: CONSTRAINT; Schema: incident_binder; Owner: incident_binder_owner
--

ALTER TABLE ONLY incident_binder.quarantine
    ADD CONSTRAINT quarantine_pkey PRIMARY KEY (roster, place, practice);


--
-- Name: seal_key seal_key_pkey; Type: CONSTRAINT; Schema: incident_binder; Owner: incident_binder_owner
--

ALTER TABLE ONLY incident_binder.seal_key
    ADD CONSTRAINT seal_key_pkey PRIMARY KEY (practice, public_key);


--
-- Name: secret secret_pkey; Type: CONSTRAINT; Schema: incident_binder; Owner: incident_binder_owner
--

ALTER TABLE ONLY incident_binder.secret
    ADD CONSTRAINT secret_pkey PRIMARY KEY (name, practice);


--
-- Name: shared shared_pkey; Type: CONSTRAINT; Schema: incident_binder; Owner: incident_binder_owner
--

ALTER TABLE ONLY incident_binder.shared
    ADD CONSTRAINT shared_pkey PRIMARY KEY (incident);


--
-- Name: tip tip_incident_practice_key; Type: CONSTRAINT; Schema: incident_binder; Owner: incident_binder_owner
--

ALTER TABLE ONLY incident_binder.tip
    ADD CONSTRAINT tip_incident_practice_key UNIQUE (incident, practice);


--
-- Name: tip tip_pkey; Type: CONSTRAINT; Schema: incident_binder; Owner: incident_binder_owner
--

ALTER TABLE ONLY incident_binder.tip
    ADD CONSTRAINT tip_pkey PRIMARY KEY (place);


--
-- Name: blob blob_never; Type: TRIGGER; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE TRIGGER blob_never BEFORE DELETE OR UPDATE OR TRUNCATE ON incident_binder.blob FOR EACH STATEMENT EXECUTE FUNCTION incident_binder.never();


--
-- Name: chunk chunk_never; Type: TRIGGER; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE TRIGGER chunk_never BEFORE DELETE OR UPDATE OR TRUNCATE ON incident_binder.chunk FOR EACH STATEMENT EXECUTE FUNCTION incident_binder.never();


--
-- Name: journal journal_journal_in_order; Type: TRIGGER; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE TRIGGER journal_journal_in_order BEFORE INSERT ON incident_binder.journal FOR EACH ROW EXECUTE FUNCTION incident_binder.journal_in_order();


--
-- Name: journal journal_journal_moves_tip; Type: TRIGGER; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE TRIGGER journal_journal_moves_tip AFTER INSERT ON incident_binder.journal FOR EACH ROW EXECUTE FUNCTION incident_binder.journal_moves_tip();


--
-- Name: journal journal_never; Type: TRIGGER; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE TRIGGER journal_never BEFORE DELETE OR UPDATE OR TRUNCATE ON incident_binder.journal FOR EACH STATEMENT EXECUTE FUNCTION incident_binder.never();


--
-- Name: letter letter_never; Type: TRIGGER; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE TRIGGER letter_never BEFORE DELETE OR UPDATE OR TRUNCATE ON incident_binder.letter FOR EACH STATEMENT EXECUTE FUNCTION incident_binder.never();


--
-- Name: people people_never; Type: TRIGGER; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE TRIGGER people_never BEFORE DELETE OR UPDATE OR TRUNCATE ON incident_binder.people FOR EACH STATEMENT EXECUTE FUNCTION incident_binder.never();


--
-- Name: quarantine quarantine_never; Type: TRIGGER; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE TRIGGER quarantine_never BEFORE DELETE OR UPDATE OR TRUNCATE ON incident_binder.quarantine FOR EACH STATEMENT EXECUTE FUNCTION incident_binder.never();


--
-- Name: seal_key seal_key_never; Type: TRIGGER; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE TRIGGER seal_key_never BEFORE DELETE OR UPDATE OR TRUNCATE ON incident_binder.seal_key FOR EACH STATEMENT EXECUTE FUNCTION incident_binder.never();


--
-- Name: seal_key seal_key_seal_key_follows; Type: TRIGGER; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE TRIGGER seal_key_seal_key_follows BEFORE INSERT ON incident_binder.seal_key FOR EACH ROW EXECUTE FUNCTION incident_binder.seal_key_follows();


--
-- Name: tip tip_never; Type: TRIGGER; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE TRIGGER tip_never BEFORE DELETE OR TRUNCATE ON incident_binder.tip FOR EACH STATEMENT EXECUTE FUNCTION incident_binder.never();


--
-- Name: tip tip_tip_only_forward; Type: TRIGGER; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE TRIGGER tip_tip_only_forward BEFORE INSERT OR UPDATE ON incident_binder.tip FOR EACH ROW EXECUTE FUNCTION incident_binder.tip_only_forward();


--
-- Name: membership membership_practice_fkey; Type: FK CONSTRAINT; Schema: incident_binder; Owner: incident_binder_owner
--

ALTER TABLE ONLY incident_binder.membership
    ADD CONSTRAINT membership_practice_fkey FOREIGN KEY (practice) REFERENCES incident_binder.practice(practice);


--
-- Name: seal_key seal_key_practice_fkey; Type: FK CONSTRAINT; Schema: incident_binder; Owner: incident_binder_owner
--

ALTER TABLE ONLY incident_binder.seal_key
    ADD CONSTRAINT seal_key_practice_fkey FOREIGN KEY (practice) REFERENCES incident_binder.practice(practice);


--
-- Name: batch; Type: ROW SECURITY; Schema: incident_binder; Owner: incident_binder_owner
--

ALTER TABLE incident_binder.batch ENABLE ROW LEVEL SECURITY;

--
-- Name: batch batch_added; Type: POLICY; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE POLICY batch_added ON incident_binder.batch FOR INSERT WITH CHECK ((practice = incident_binder.home_of(incident)));


--
-- Name: batch batch_gone; Type: POLICY; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE POLICY batch_gone ON incident_binder.batch FOR DELETE USING (((practice = ( SELECT incident_binder.my_practice() AS my_practice)) OR (incident IN ( SELECT incident_binder.shared_with_me() AS shared_with_me))));


--
-- Name: batch_left; Type: ROW SECURITY; Schema: incident_binder; Owner: incident_binder_owner
--

ALTER TABLE incident_binder.batch_left ENABLE ROW LEVEL SECURITY;

--
-- Name: batch_left batch_left_added; Type: POLICY; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE POLICY batch_left_added ON incident_binder.batch_left FOR INSERT WITH CHECK ((practice = incident_binder.home_of(incident)));


--
-- Name: batch_left batch_left_gone; Type: POLICY; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE POLICY batch_left_gone ON incident_binder.batch_left FOR DELETE USING (((practice = ( SELECT incident_binder.my_practice() AS my_practice)) OR (incident IN ( SELECT incident_binder.shared_with_me() AS shared_with_me))));


--
-- Name: batch_left batch_left_seen; Type: POLICY; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE POLICY batch_left_seen ON incident_binder.batch_left FOR SELECT USING (((practice = ( SELECT incident_binder.my_practice() AS my_practice)) OR (incident IN ( SELECT incident_binder.shared_with_me() AS shared_with_me))));


--
-- Name: batch_left batch_left_taken; Type: POLICY; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE POLICY batch_left_taken ON incident_binder.batch_left FOR UPDATE USING (((practice = ( SELECT incident_binder.my_practice() AS my_practice)) OR (incident IN ( SELECT incident_binder.shared_with_me() AS shared_with_me))));


--
-- Name: batch batch_seen; Type: POLICY; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE POLICY batch_seen ON incident_binder.batch FOR SELECT USING (((practice = ( SELECT incident_binder.my_practice() AS my_practice)) OR (incident IN ( SELECT incident_binder.shared_with_me() AS shared_with_me))));


--
-- Name: batch batch_taken; Type: POLICY; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE POLICY batch_taken ON incident_binder.batch FOR UPDATE USING (((practice = ( SELECT incident_binder.my_practice() AS my_practice)) OR (incident IN ( SELECT incident_binder.shared_with_me() AS shared_with_me))));


--
-- Name: blob; Type: ROW SECURITY; Schema: incident_binder; Owner: incident_binder_owner
--

ALTER TABLE incident_binder.blob ENABLE ROW LEVEL SECURITY;

--
-- Name: blob blob_added; Type: POLICY; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE POLICY blob_added ON incident_binder.blob FOR INSERT WITH CHECK ((practice = incident_binder.home_of(incident)));


--
-- Name: blob blob_seen; Type: POLICY; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE POLICY blob_seen ON incident_binder.blob FOR SELECT USING ((((practice = ( SELECT incident_binder.my_practice() AS my_practice)) OR (incident IN ( SELECT incident_binder.shared_with_me() AS shared_with_me))) AND (incident = COALESCE(NULLIF(current_setting('ir_app.incident'::text, true), ''::text), incident))));


--
-- Name: chunk; Type: ROW SECURITY; Schema: incident_binder; Owner: incident_binder_owner
--

ALTER TABLE incident_binder.chunk ENABLE ROW LEVEL SECURITY;

--
-- Name: chunk chunk_added; Type: POLICY; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE POLICY chunk_added ON incident_binder.chunk FOR INSERT WITH CHECK ((practice = incident_binder.home_of(incident)));


--
-- Name: chunk chunk_seen; Type: POLICY; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE POLICY chunk_seen ON incident_binder.chunk FOR SELECT USING (((practice = ( SELECT incident_binder.my_practice() AS my_practice)) OR (incident IN ( SELECT incident_binder.shared_with_me() AS shared_with_me))));


--
-- Name: journal; Type: ROW SECURITY; Schema: incident_binder; Owner: incident_binder_owner
--

ALTER TABLE incident_binder.journal ENABLE ROW LEVEL SECURITY;

--
-- Name: journal journal_added; Type: POLICY; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE POLICY journal_added ON incident_binder.journal FOR INSERT WITH CHECK ((practice = incident_binder.home_of(incident)));


--
-- Name: journal journal_seen; Type: POLICY; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE POLICY journal_seen ON incident_binder.journal FOR SELECT USING (((practice = ( SELECT incident_binder.my_practice() AS my_practice)) OR (incident IN ( SELECT incident_binder.shared_with_me() AS shared_with_me))));


--
-- Name: letter; Type: ROW SECURITY; Schema: incident_binder; Owner: incident_binder_owner
--

ALTER TABLE incident_binder.letter ENABLE ROW LEVEL SECURITY;

--
-- Name: letter letter_added; Type: POLICY; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE POLICY letter_added ON incident_binder.letter FOR INSERT WITH CHECK ((practice = incident_binder.home_of(incident)));


--
-- Name: letter letter_seen; Type: POLICY; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE POLICY letter_seen ON incident_binder.letter FOR SELECT USING (((practice = ( SELECT incident_binder.my_practice() AS my_practice)) OR (incident IN ( SELECT incident_binder.shared_with_me() AS shared_with_me))));


--
-- Name: people; Type: ROW SECURITY; Schema: incident_binder; Owner: incident_binder_owner
--

ALTER TABLE incident_binder.people ENABLE ROW LEVEL SECURITY;

--
-- Name: people people_added; Type: POLICY; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE POLICY people_added ON incident_binder.people FOR INSERT WITH CHECK ((practice = incident_binder.home_of(incident)));


--
-- Name: people people_seen; Type: POLICY; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE POLICY people_seen ON incident_binder.people FOR SELECT USING (((practice = ( SELECT incident_binder.my_practice() AS my_practice)) OR (incident IN ( SELECT incident_binder.shared_with_me() AS shared_with_me))));


--
-- Name: pin; Type: ROW SECURITY; Schema: incident_binder; Owner: incident_binder_owner
--

ALTER TABLE incident_binder.pin ENABLE ROW LEVEL SECURITY;

--
-- Name: pin pin_added; Type: POLICY; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE POLICY pin_added ON incident_binder.pin FOR INSERT WITH CHECK ((practice = ( SELECT incident_binder.my_practice() AS my_practice)));


--
-- Name: pin_failure; Type: ROW SECURITY; Schema: incident_binder; Owner: incident_binder_owner
--

ALTER TABLE incident_binder.pin_failure ENABLE ROW LEVEL SECURITY;

--
-- Name: pin_failure pin_failure_added; Type: POLICY; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE POLICY pin_failure_added ON incident_binder.pin_failure FOR INSERT WITH CHECK ((practice = ( SELECT incident_binder.my_practice() AS my_practice)));


--
-- Name: pin_failure pin_failure_gone; Type: POLICY; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE POLICY pin_failure_gone ON incident_binder.pin_failure FOR DELETE USING ((practice = ( SELECT incident_binder.my_practice() AS my_practice)));


--
-- Name: pin_failure pin_failure_seen; Type: POLICY; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE POLICY pin_failure_seen ON incident_binder.pin_failure FOR SELECT USING ((practice = ( SELECT incident_binder.my_practice() AS my_practice)));


--
-- Name: pin pin_gone; Type: POLICY; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE POLICY pin_gone ON incident_binder.pin FOR DELETE USING ((practice = ( SELECT incident_binder.my_practice() AS my_practice)));


--
-- Name: pin pin_seen; Type: POLICY; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE POLICY pin_seen ON incident_binder.pin FOR SELECT USING ((practice = ( SELECT incident_binder.my_practice() AS my_practice)));


--
-- Name: quarantine; Type: ROW SECURITY; Schema: incident_binder; Owner: incident_binder_owner
--

ALTER TABLE incident_binder.quarantine ENABLE ROW LEVEL SECURITY;

--
-- Name: quarantine quarantine_added; Type: POLICY; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE POLICY quarantine_added ON incident_binder.quarantine FOR INSERT WITH CHECK ((practice = incident_binder.home_of(incident)));


--
-- Name: quarantine quarantine_seen; Type: POLICY; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE POLICY quarantine_seen ON incident_binder.quarantine FOR SELECT USING (((practice = ( SELECT incident_binder.my_practice() AS my_practice)) OR (incident IN ( SELECT incident_binder.shared_with_me() AS shared_with_me))));


--
-- Name: seal_key; Type: ROW SECURITY; Schema: incident_binder; Owner: incident_binder_owner
--

ALTER TABLE incident_binder.seal_key ENABLE ROW LEVEL SECURITY;

--
-- Name: seal_key seal_key_added; Type: POLICY; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE POLICY seal_key_added ON incident_binder.seal_key FOR INSERT WITH CHECK ((practice = ( SELECT incident_binder.my_practice() AS my_practice)));


--
-- Name: seal_key seal_key_seen; Type: POLICY; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE POLICY seal_key_seen ON incident_binder.seal_key FOR SELECT USING ((( SELECT incident_binder.my_practice() AS my_practice) IS NOT NULL));


--
-- Name: secret; Type: ROW SECURITY; Schema: incident_binder; Owner: incident_binder_owner
--

ALTER TABLE incident_binder.secret ENABLE ROW LEVEL SECURITY;

--
-- Name: secret secret_added; Type: POLICY; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE POLICY secret_added ON incident_binder.secret FOR INSERT WITH CHECK ((practice = ( SELECT incident_binder.my_practice() AS my_practice)));


--
-- Name: secret secret_gone; Type: POLICY; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE POLICY secret_gone ON incident_binder.secret FOR DELETE USING ((practice = ( SELECT incident_binder.my_practice() AS my_practice)));


--
-- Name: secret secret_seen; Type: POLICY; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE POLICY secret_seen ON incident_binder.secret FOR SELECT USING ((practice = ( SELECT incident_binder.my_practice() AS my_practice)));


--
-- Name: tip; Type: ROW SECURITY; Schema: incident_binder; Owner: incident_binder_owner
--

ALTER TABLE incident_binder.tip ENABLE ROW LEVEL SECURITY;

--
-- Name: tip tip_added; Type: POLICY; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE POLICY tip_added ON incident_binder.tip FOR INSERT WITH CHECK (false);


--
-- Name: tip tip_seen; Type: POLICY; Schema: incident_binder; Owner: incident_binder_owner
--

CREATE POLICY tip_seen ON incident_binder.tip FOR SELECT USING (((practice = ( SELECT incident_binder.my_practice() AS my_practice)) OR (incident IN ( SELECT incident_binder.shared_with_me() AS shared_with_me))));


--
-- Name: SCHEMA incident_binder; Type: ACL; Schema: -; Owner: incident_binder_owner
--

GRANT USAGE ON SCHEMA incident_binder TO incident_binder_writer;
GRANT USAGE ON SCHEMA incident_binder TO incident_binder_reader;


--
-- Name: FUNCTION begin_act(what text); Type: ACL; Schema: incident_binder; Owner: incident_binder_owner
--

REVOKE ALL ON FUNCTION incident_binder.begin_act(what text) FROM PUBLIC;
GRANT ALL ON FUNCTION incident_binder.begin_act(what text) TO incident_binder_writer;
GRANT ALL ON FUNCTION incident_binder.begin_act(what text) TO incident_binder_reader;


--
-- Name: FUNCTION home_of(what text); Type: ACL; Schema: incident_binder; Owner: incident_binder_owner
--

REVOKE ALL ON FUNCTION incident_binder.home_of(what text) FROM PUBLIC;
GRANT ALL ON FUNCTION incident_binder.home_of(what text) TO incident_binder_writer;
GRANT ALL ON FUNCTION incident_binder.home_of(what text) TO incident_binder_reader;


--
-- Name: FUNCTION journal_in_order(); Type: ACL; Schema: incident_binder; Owner: incident_binder_owner
--

REVOKE ALL ON FUNCTION incident_binder.journal_in_order() FROM PUBLIC;


--
-- Name: FUNCTION journal_moves_tip(); Type: ACL; Schema: incident_binder; Owner: incident_binder_owner
--

REVOKE ALL ON FUNCTION incident_binder.journal_moves_tip() FROM PUBLIC;


--
-- Name: FUNCTION lock_journal(whose text, what text); Type: ACL; Schema: incident_binder; Owner: incident_binder_owner
--

REVOKE ALL ON FUNCTION incident_binder.lock_journal(whose text, what text) FROM PUBLIC;
GRANT ALL ON FUNCTION incident_binder.lock_journal(whose text, what text) TO incident_binder_writer;
GRANT ALL ON FUNCTION incident_binder.lock_journal(whose text, what text) TO incident_binder_reader;


--
-- Name: FUNCTION my_practice(); Type: ACL; Schema: incident_binder; Owner: incident_binder_owner
--

REVOKE ALL ON FUNCTION incident_binder.my_practice() FROM PUBLIC;
GRANT ALL ON FUNCTION incident_binder.my_practice() TO incident_binder_writer;
GRANT ALL ON FUNCTION incident_binder.my_practice() TO incident_binder_reader;


--
-- Name: FUNCTION my_practices(); Type: ACL; Schema: incident_binder; Owner: incident_binder_owner
--

REVOKE ALL ON FUNCTION incident_binder.my_practices() FROM PUBLIC;
GRANT ALL ON FUNCTION incident_binder.my_practices() TO incident_binder_writer;
GRANT ALL ON FUNCTION incident_binder.my_practices() TO incident_binder_reader;


--
-- Name: FUNCTION never(); Type: ACL; Schema: incident_binder; Owner: incident_binder_owner
--

REVOKE ALL ON FUNCTION incident_binder.never() FROM PUBLIC;


--
-- Name: FUNCTION seal_key_follows(); Type: ACL; Schema: incident_binder; Owner: incident_binder_owner
--

REVOKE ALL ON FUNCTION incident_binder.seal_key_follows() FROM PUBLIC;


--
-- Name: FUNCTION share_incident(what text); Type: ACL; Schema: incident_binder; Owner: incident_binder_owner
--

REVOKE ALL ON FUNCTION incident_binder.share_incident(what text) FROM PUBLIC;
GRANT ALL ON FUNCTION incident_binder.share_incident(what text) TO incident_binder_writer;
GRANT ALL ON FUNCTION incident_binder.share_incident(what text) TO incident_binder_reader;


--
-- Name: FUNCTION shared_with_me(); Type: ACL; Schema: incident_binder; Owner: incident_binder_owner
--

REVOKE ALL ON FUNCTION incident_binder.shared_with_me() FROM PUBLIC;
GRANT ALL ON FUNCTION incident_binder.shared_with_me() TO incident_binder_writer;
GRANT ALL ON FUNCTION incident_binder.shared_with_me() TO incident_binder_reader;


--
-- Name: FUNCTION tip_only_forward(); Type: ACL; Schema: incident_binder; Owner: incident_binder_owner
--

REVOKE ALL ON FUNCTION incident_binder.tip_only_forward() FROM PUBLIC;


--
-- Name: TABLE about; Type: ACL; Schema: incident_binder; Owner: incident_binder_owner
--

GRANT SELECT ON TABLE incident_binder.about TO incident_binder_writer;
GRANT SELECT ON TABLE incident_binder.about TO incident_binder_reader;


--
-- Name: TABLE batch; Type: ACL; Schema: incident_binder; Owner: incident_binder_owner
--

GRANT SELECT,INSERT,DELETE ON TABLE incident_binder.batch TO incident_binder_writer;
GRANT SELECT ON TABLE incident_binder.batch TO incident_binder_reader;


--
-- Name: TABLE batch_left; Type: ACL; Schema: incident_binder; Owner: incident_binder_owner
--

GRANT SELECT,INSERT,DELETE ON TABLE incident_binder.batch_left TO incident_binder_writer;
GRANT SELECT ON TABLE incident_binder.batch_left TO incident_binder_reader;


--
-- Name: COLUMN batch_left.place; Type: ACL; Schema: incident_binder; Owner: incident_binder_owner
--

GRANT UPDATE(place) ON TABLE incident_binder.batch_left TO incident_binder_writer;


--
-- Name: TABLE blob; Type: ACL; Schema: incident_binder; Owner: incident_binder_owner
--

GRANT SELECT,INSERT ON TABLE incident_binder.blob TO incident_binder_writer;
GRANT SELECT ON TABLE incident_binder.blob TO incident_binder_reader;


--
-- Name: TABLE chunk; Type: ACL; Schema: incident_binder; Owner: incident_binder_owner
--

GRANT SELECT,INSERT ON TABLE incident_binder.chunk TO incident_binder_writer;
GRANT SELECT ON TABLE incident_binder.chunk TO incident_binder_reader;


--
-- Name: TABLE journal; Type: ACL; Schema: incident_binder; Owner: incident_binder_owner
--

GRANT SELECT,INSERT ON TABLE incident_binder.journal TO incident_binder_writer;
GRANT SELECT ON TABLE incident_binder.journal TO incident_binder_reader;


--
-- Name: SEQUENCE journal_place_seq; Type: ACL; Schema: incident_binder; Owner: incident_binder_owner
--

GRANT USAGE ON SEQUENCE incident_binder.journal_place_seq TO incident_binder_writer;


--
-- Name: TABLE letter; Type: ACL; Schema: incident_binder; Owner: incident_binder_owner
--

GRANT SELECT,INSERT ON TABLE incident_binder.letter TO incident_binder_writer;
GRANT SELECT ON TABLE incident_binder.letter TO incident_binder_reader;


--
-- Name: TABLE people; Type: ACL; Schema: incident_binder; Owner: incident_binder_owner
--

GRANT SELECT,INSERT ON TABLE incident_binder.people TO incident_binder_writer;
GRANT SELECT ON TABLE incident_binder.people TO incident_binder_reader;


--
-- Name: TABLE pin; Type: ACL; Schema: incident_binder; Owner: incident_binder_owner
--

GRANT SELECT,INSERT,DELETE ON TABLE incident_binder.pin TO incident_binder_writer;


--
-- Name: TABLE pin_failure; Type: ACL; Schema: incident_binder; Owner: incident_binder_owner
--

GRANT SELECT,INSERT,DELETE ON TABLE incident_binder.pin_failure TO incident_binder_writer;


--
-- Name: TABLE quarantine; Type: ACL; Schema: incident_binder; Owner: incident_binder_owner
--

GRANT SELECT,INSERT ON TABLE incident_binder.quarantine TO incident_binder_writer;
GRANT SELECT ON TABLE incident_binder.quarantine TO incident_binder_reader;


--
-- Name: TABLE seal_key; Type: ACL; Schema: incident_binder; Owner: incident_binder_owner
--

GRANT SELECT ON TABLE incident_binder.seal_key TO incident_binder_writer;
GRANT SELECT ON TABLE incident_binder.seal_key TO incident_binder_reader;


--
-- Name: COLUMN seal_key.practice; Type: ACL; Schema: incident_binder; Owner: incident_binder_owner
--

GRANT INSERT(practice) ON TABLE incident_binder.seal_key TO incident_binder_writer;


--
-- Name: COLUMN seal_key.public_key; Type: ACL; Schema: incident_binder; Owner: incident_binder_owner
--

GRANT INSERT(public_key) ON TABLE incident_binder.seal_key TO incident_binder_writer;


--
-- Name: COLUMN seal_key.former; Type: ACL; Schema: incident_binder; Owner: incident_binder_owner
--

GRANT INSERT(former) ON TABLE incident_binder.seal_key TO incident_binder_writer;


--
-- Name: COLUMN seal_key.signature; Type: ACL; Schema: incident_binder; Owner: incident_binder_owner
--

GRANT INSERT(signature) ON TABLE incident_binder.seal_key TO incident_binder_writer;


--
-- Name: TABLE secret; Type: ACL; Schema: incident_binder; Owner: incident_binder_owner
--

GRANT SELECT,INSERT,DELETE ON TABLE incident_binder.secret TO incident_binder_writer;


--
-- Name: TABLE tip; Type: ACL; Schema: incident_binder; Owner: incident_binder_owner
--

GRANT SELECT ON TABLE incident_binder.tip TO incident_binder_writer;
GRANT SELECT ON TABLE incident_binder.tip TO incident_binder_reader;


--
-- PostgreSQL database dump complete
--



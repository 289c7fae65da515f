-- PostgreSQL 15 level (sync.md §5): no serial keys, triggers, advisory locks or expression targets; every key of a branch's
-- rows begins with the branch, so that the tables can be distributed by it. Personal data, and what people write of a
-- case, stand only in `sealed` columns, and compare by keyed hashes. An index beside
-- such a key begins with something else: begun with the branch, it is taken for the look-up by key while a table is small, and kept.
create table meta (one int primary key check (one = 1), office text not null, version int not null);
create table progress (lane text primary key, journal_n int not null, link text not null);

create table branch (branch_id text primary key, name text not null, state text not null);
create table device_key (
  branch_id text not null, epoch int not null, key_id text not null, sign_pub text not null, enc_pub text not null,
  enrolment_ref text not null, closed_seq int, closed_head text, from_seq int, until_seq int,
  primary key (branch_id, epoch, key_id)
);
create index ix_device_key_key_id on device_key (key_id);
-- Devices head office shuts out: nothing is taken from them and nothing told.
create table device_closing (
  branch_id text not null, epoch int not null, proposed_by text not null, sealed_reason text not null, closed_by text, closed_at timestamptz,
  proposed_hands jsonb not null default '[]', closed_hands jsonb not null default '[]',
  primary key (branch_id, epoch),
  constraint ck_device_closing_four_eyes check (closed_by is null or closed_by <> proposed_by
    and not proposed_hands @> jsonb_build_array(jsonb_build_object('by', closed_by)) and not closed_hands @> jsonb_build_array(jsonb_build_object('by', proposed_by)))
);
-- By which of its own keys head office speaks to a branch, from which number of the down stream on.
create table office_key (branch_id text not null, epoch int not null, from_seq int not null, key_id text not null, primary key (branch_id, epoch, from_seq));
create table branch_stream (
  branch_id text not null, epoch int not null, dir text not null, applied_seq int not null, head text not null, last_seen timestamptz not null,
  primary key (branch_id, epoch, dir)
);
create table batch (
  branch_id text not null, epoch int not null, dir text not null, seq int not null, env_hash text not null, sig_ref text not null,
  state text not null, code text, records int not null, blobs int not null, plain_bytes bigint not null, app text not null, created timestamptz not null,
  received_at timestamptz not null, applied_at timestamptz, parts_at timestamptz, answered_by int,
  primary key (branch_id, epoch, dir, seq)
);
create index ix_batch_env_hash on batch (env_hash, branch_id);
create table record (
  branch_id text not null, type text not null, id uuid not null, rev int not null, rec_hash text not null, epoch int not null, seq int not null,
  line_no int not null, schema int not null, doc jsonb not null, sealed text not null, raw_ref text not null, state text not null,
  primary key (branch_id, type, id, rev)
);
create index ix_record_batch on record (seq, epoch, branch_id);
create table case_head (
  branch_id text not null, case_id uuid not null, rev int not null, application_no text not null, contract_no text, product text not null,
  line text not null, status text not null, amount_minor bigint not null, business_date text not null, sealed_at timestamptz not null,
  primary key (branch_id, case_id)
);
create index ix_case_head_application_no on case_head (application_no);
create table cross_key (branch_id text not null, case_id uuid not null, kind text not null, key_hash text not null, primary key (branch_id, case_id, kind, key_hash));
create index ix_cross_key_hash on cross_key (kind, key_hash);
create table blob (
  branch_id text not null, sha256 text not null, bytes int not null, env_hash text not null, verified_at timestamptz not null,
  primary key (branch_id, sha256)
);
create table record_blob (
  branch_id text not null, type text not null, id uuid not null, rev int not null, role text not null, sha256 text not null, bytes int not null, media text not null,
  primary key (branch_id, type, id, rev, role, sha256)
);
create index ix_record_blob_sha256 on record_blob (sha256, branch_id);
create table receipt (
  branch_id text not null, epoch int not null, seq int not null, line_no int not null, kind text not null, rec_hash text not null,
  type text, id uuid, rev int, code text, field text,
  primary key (branch_id, epoch, seq, line_no)
);
create table completion (branch_id text not null, type text not null, id uuid not null, rev int not null, told int not null, primary key (branch_id, type, id, rev));
-- What is still to be told, of which there is little however much was.
create index ix_completion_untold on completion (branch_id) where told = 0;
create table quarantine (
  branch_id text not null, env_hash text not null, line_no int not null, reason text not null, field text, sealed text, state text not null,
  settled_by text, sealed_note text,
  primary key (branch_id, env_hash, line_no)
);
create table merkle_day (
  branch_id text not null, log_id uuid not null, rev int not null, size bigint not null, root text not null, note text not null, state text not null,
  epoch int not null, seq int not null, line_no int not null, proposed_by text, reason text, accepted_by text, accepted_at timestamptz,
  proposed_hands jsonb not null default '[]', accepted_hands jsonb not null default '[]',
  primary key (branch_id, log_id, rev),
  constraint ck_merkle_day_four_eyes check (accepted_by is null or proposed_by is not null and accepted_by <> proposed_by
    and not proposed_hands @> jsonb_build_array(jsonb_build_object('by', accepted_by)) and not accepted_hands @> jsonb_build_array(jsonb_build_object('by', proposed_by)))
);
-- What waits to be told beside a batch's own receipt, and what has been told.
create table followup (branch_id text not null, ref text not null, env_hash text not null, lines jsonb not null, primary key (branch_id, ref));
-- What a branch says it holds of its down stream and this folder never signed: 'ahead' until head office goes on after it, 'known' then.
create table down_ahead (branch_id text not null, epoch int not null, seq int not null, head text not null, state text not null, primary key (branch_id, epoch, seq, head));
create table delivery (branch_id text not null, ref text not null, epoch int not null, down_seq int not null, primary key (branch_id, ref, epoch));

create table escalation (
  branch_id text not null, case_id uuid not null, rev int not null, rec_hash text not null, level text not null, state text not null,
  case_version int not null, application_no text not null, product text not null, amount_minor bigint not null, received_at timestamptz not null,
  proposed_by text, sealed_proposal text, decided_ref text, decided_n int, decided_at timestamptz,
  proposed_hands jsonb not null default '[]', decided_by text, decided_hands jsonb not null default '[]',
  primary key (branch_id, case_id, rev),
  constraint ck_escalation_four_eyes check (decided_by is null or level <> 'HEAD_OFFICE_COMMITTEE' or proposed_by is not null and decided_by <> proposed_by
    and not proposed_hands @> jsonb_build_array(jsonb_build_object('by', decided_by)) and not decided_hands @> jsonb_build_array(jsonb_build_object('by', proposed_by)))
);
create table pack (
  kind text not null, version int not null, ref text not null, state text not null, effective_from text not null, title text not null,
  prepared_by text not null, prepared_at timestamptz not null, published_by text, published_at timestamptz,
  prepared_hands jsonb not null default '[]', published_hands jsonb not null default '[]',
  primary key (kind, version),
  constraint ck_pack_four_eyes check (published_by is null or published_by <> prepared_by
    and not prepared_hands @> jsonb_build_array(jsonb_build_object('by', published_by)) and not published_hands @> jsonb_build_array(jsonb_build_object('by', prepared_by)))
);
-- must_change: the password is one that somebody else gave. given_by, set_by: who gave the last one, and who last set roles or state, where that
-- was not the owner, with the journal's line; what else takes two persons keeps these hands of both beside their names (ADR 0167).
create table office_user (
  user_id text primary key, name text not null, roles text not null, password text not null, state text not null, must_change int not null,
  given_by text, given_n int, set_by text, set_n int
);
create table recovery_code (code_hash text primary key, made_at timestamptz not null, used int not null);
create table enrol_code (code_hash text primary key, branch_id text not null, made_by text not null, made_at timestamptz not null);
-- By which key a code was used: written with the enrolment, in the branch's lane, which knows nothing of the lane that made the code.
create table code_use (code_hash text primary key, key_id text not null);
create table audit (n int primary key, at timestamptz not null, who text not null, act text not null, subject text not null, note text not null);

-- PostgreSQL 15 level (sync.md §5). Every key begins with the branch, so that the tables can be distributed by it.
create table meta (one int primary key check (one = 1), journal_n int not null);
create table branch (branch_id text primary key, name text not null, state text not null);
create table device_key (
  branch_id text not null, epoch int not null, key_id text not null, sign_pub text not null, enc_pub text not null,
  enrolment_ref text not null, closed_seq int, closed_head text,
  primary key (branch_id, epoch)
);
create table branch_stream (
  branch_id text not null, epoch int not null, dir text not null, applied_seq int not null, head text not null, last_seen timestamptz not null,
  primary key (branch_id, epoch, dir)
);
create table batch (
  branch_id text not null, epoch int not null, dir text not null, seq int not null, env_hash text not null, sig_ref text not null,
  state text not null, code text, received_at timestamptz not null, applied_at timestamptz, answered_by int,
  primary key (branch_id, epoch, dir, seq)
);
create table record (
  branch_id text not null, type text not null, id uuid not null, rev int not null, rec_hash text not null, epoch int not null, seq int not null,
  line_no int not null, schema int not null, doc jsonb not null, raw_ref text not null, state text not null,
  primary key (branch_id, type, id, rev)
);
create table case_head (
  branch_id text not null, case_id uuid not null, rev int not null, product text not null, status text not null, amount_minor bigint not null,
  sealed_at timestamptz not null, doc jsonb not null,
  primary key (branch_id, case_id)
);
create table blob (branch_id text not null, sha256 text not null, bytes int not null, env_hash text not null, verified_at timestamptz not null, primary key (branch_id, sha256));
create table record_blob (
  branch_id text not null, type text not null, id uuid not null, rev int not null, role text not null, sha256 text not null, bytes int not null, media text not null,
  primary key (branch_id, type, id, rev, role, sha256)
);
create index ix_record_blob_sha256 on record_blob (branch_id, sha256);
create table receipt (
  branch_id text not null, epoch int not null, seq int not null, line_no int not null, kind text not null, rec_hash text not null,
  type text, id uuid, rev int, code text, field text,
  primary key (branch_id, epoch, seq, line_no, kind)
);
create table quarantine (
  branch_id text not null, env_hash text not null, line_no int not null, reason text not null, raw bytea, state text not null,
  primary key (branch_id, env_hash, line_no)
);

-- Recording is one call: append to the chain, project the claim, keep its clocks. Only the owner of these tables writes to
-- them, through this function; the processes may execute it and nothing else.
--
-- p_records holds one RFC 8785 canonical JSON text per event: {answer?, claimId, event, position}. A hash is
--   sha256 hex of  prev_hash \n global_seq \n recorded_at in epoch ms \n clock_ahead_ms \n record
-- so that no column of a row can change without the hash, or be moved to another claim or place.
CREATE FUNCTION record_events(
  p_claim_id text,
  p_from integer,
  p_records text[],
  p_summary jsonb,
  p_clocks jsonb,
  p_policy_index text,
  OUT outcome text,
  OUT place integer
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_end integer := p_from + cardinality(p_records);
  v_version integer;
  v_head text;
  v_ahead bigint;
  v_record jsonb;
  v_event jsonb;
  v_seq bigint;
  v_now bigint;
  v_hash text;
BEGIN
  -- Two recorders of one claim take turns, also while the claim has no row yet.
  PERFORM pg_advisory_xact_lock(hashtextextended(p_claim_id, 0));
  SELECT version, head_hash, clock_ahead_ms INTO v_version, v_head, v_ahead FROM claims WHERE claim_id = p_claim_id;
  IF NOT FOUND THEN
    v_version := 0;
    v_head := '';
  END IF;

  IF p_from > v_version OR v_end = 0 THEN
    outcome := 'gap';
    place := v_version;
    RETURN;
  END IF;

  SELECT min(e.position) INTO place FROM claim_events e
  WHERE e.claim_id = p_claim_id AND e.position >= p_from AND e.position < v_end
    AND e.event IS DISTINCT FROM p_records[e.position - p_from + 1]::jsonb -> 'event';
  IF place IS NOT NULL THEN
    outcome := 'conflict';
    RETURN;
  END IF;

  FOR v_position IN v_version .. v_end - 1 LOOP
    v_record := p_records[v_position - p_from + 1]::jsonb;
    v_event := v_record -> 'event';
    v_seq := nextval('claim_events_global_seq_seq');
    v_now := floor(extract(epoch FROM clock_timestamp()) * 1000);
    v_ahead := (v_event ->> 'at')::bigint - v_now;
    v_hash := encode(sha256(convert_to(
      concat_ws(E'\n', v_head, v_seq, v_now, v_ahead, p_records[v_position - p_from + 1]), 'UTF8')), 'hex');
    INSERT INTO claim_events (
      global_seq, claim_id, position, type, at, actor_id, actor_role, event, command_id, body_hash,
      answer_version, answer_decision_version, answer_status, prev_hash, hash, recorded_at, clock_ahead_ms
    ) VALUES (
      v_seq, p_claim_id, v_position, v_event ->> 'type', (v_event ->> 'at')::bigint,
      v_event -> 'by' ->> 'id', v_event -> 'by' ->> 'role', v_event,
      v_event -> 'command' ->> 'commandId', v_event -> 'command' ->> 'bodyHash',
      (v_record -> 'answer' ->> 'version')::integer, (v_record -> 'answer' ->> 'decisionVersion')::integer,
      v_record -> 'answer' ->> 'status', v_head, v_hash, to_timestamp(v_now / 1000.0), v_ahead
    );
    v_head := v_hash;
  END LOOP;

  outcome := CASE WHEN v_end > v_version THEN 'recorded' ELSE 'known' END;
  place := greatest(v_end, v_version);
  -- A late repeat of older events must not put the read model back.
  IF v_end < v_version THEN
    RETURN;
  END IF;

  INSERT INTO claims
  SELECT r.* FROM jsonb_populate_record(NULL::claims, p_summary || jsonb_build_object(
    'head_hash', v_head, 'clock_ahead_ms', greatest(v_ahead, 0), 'updated_at', clock_timestamp(),
    'policy_index', p_policy_index)) r
  ON CONFLICT (claim_id) DO UPDATE SET
    rules = excluded.rules, status = excluded.status, version = excluded.version,
    decision_version = excluded.decision_version, line = excluded.line, lane = excluded.lane, branch = excluded.branch,
    region = excluded.region, channel = excluded.channel, cause = excluded.cause, event_date = excluded.event_date,
    claimant_id = excluded.claimant_id, insured_id = excluded.insured_id, integrator_id = excluded.integrator_id,
    owner_id = excluded.owner_id, queue = excluded.queue, required_level = excluded.required_level,
    escalated = excluded.escalated, suspected_copy_of = excluded.suspected_copy_of, claimed_fen = excluded.claimed_fen,
    approved_fen = excluded.approved_fen, paid_fen = excluded.paid_fen, reported_at = excluded.reported_at,
    received_at = excluded.received_at, last_at = excluded.last_at, next_deadline_at = excluded.next_deadline_at,
    next_deadline_summary = excluded.next_deadline_summary, rested_at = excluded.rested_at,
    policy_index = coalesce(claims.policy_index, excluded.policy_index), head_hash = excluded.head_hash,
    clock_ahead_ms = excluded.clock_ahead_ms, updated_at = excluded.updated_at;

  INSERT INTO claim_clocks
  SELECT r.* FROM jsonb_populate_recordset(NULL::claim_clocks, p_clocks) r
  ON CONFLICT (claim_id, clock_id, n) DO UPDATE SET
    state = excluded.state, started_at = excluded.started_at, due_target = excluded.due_target,
    due_legal = excluded.due_legal, provisional = excluded.provisional, ended_at = excluded.ended_at,
    clock = excluded.clock
  WHERE claim_clocks.clock IS DISTINCT FROM excluded.clock;
END
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION record_events(text, integer, text[], jsonb, jsonb, text) FROM PUBLIC;
--> statement-breakpoint
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$;
--> statement-breakpoint
-- The processes have no right to change these rows; the triggers stop a careless owner too.
CREATE TRIGGER claim_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON claim_events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER refusals_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON refusals
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER reads_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON reads
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

package dev.tokenlake.parsing.read;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Made-up lines of every kind, spelled as clients spell them. */
final class SampleLines {
  static final String USER =
      """
      {"parentUuid":null,"isSidechain":false,"userType":"external","cwd":"/p","sessionId":"S1",\
      "version":"2.1.45","gitBranch":"main","type":"user","message":{"role":"user","content":"hi"},\
      "uuid":"U1","timestamp":"2026-02-18T00:07:50.000Z","permissionMode":"plan","promptId":"P1"}""";

  static final String TOOL_RESULT =
      """
      {"parentUuid":"A1","isSidechain":true,"agentId":"a1b2","cwd":"C:\\\\Users\\\\me","sessionId":"S1",\
      "type":"user","message":{"role":"user","content":[{"tool_use_id":"toolu_1","type":"tool_result",\
      "content":"a \\"usage\\":{\\"output_tokens\\":9} \\n b","is_error":true},{"type":"text",\
      "text":"<command-name>x"}]},"uuid":"U2","timestamp":"2026-02-18T00:07:51.000Z",\
      "toolUseResult":{"stdout":"x","usage":{"output_tokens":77},"list":[[],{},[1,-2.5e3,true,null]]}}""";

  static final String ASSISTANT =
      """
      {"parentUuid":"U1","isSidechain":false,"cwd":"/p","sessionId":"S1","version":"2.1.45",\
      "message":{"model":"claude-opus-4-8","id":"msg_1","type":"message","role":"assistant","content":\
      [{"type":"text","text":"é → ok"},{"type":"tool_use","id":"toolu_1","name":"Bash","input":\
      {"usage":{"input_tokens":1},"type":"assistant"}}],"stop_reason":"tool_use","stop_details":null,\
      "usage":{"input_tokens":2,"cache_creation_input_tokens":20297,"cache_read_input_tokens":14175,\
      "output_tokens":704,"server_tool_use":{"web_search_requests":1,"web_fetch_requests":0},\
      "service_tier":"standard","cache_creation":{"ephemeral_1h_input_tokens":20297,\
      "ephemeral_5m_input_tokens":0},"inference_geo":"us","iterations":[{"type":"message",\
      "input_tokens":2,"output_tokens":704,"cache_read_input_tokens":14175,\
      "cache_creation_input_tokens":20297,"cache_creation":{"ephemeral_1h_input_tokens":20297}},\
      {"type":"advisor_message","model":"m2","output_tokens":3}],"speed":"fast"}},"requestId":"req_1",\
      "type":"assistant","uuid":"A1","timestamp":"2026-02-18T00:07:52.123Z","costUSD":0.0125}""";

  static final String PROGRESS =
      """
      {"type":"progress","data":{"type":"agent_progress","agentId":"a9","prompt":"p","message":\
      {"type":"assistant","message":{"id":"msg_2","model":"m","content":[],"usage":{"input_tokens":1,\
      "output_tokens":5}},"requestId":"req_2","uuid":"N1","timestamp":"2026-02-18T00:07:53Z"},\
      "normalizedMessages":[]},"toolUseID":"x","uuid":"G1","sessionId":"S1","cwd":"/p"}""";

  static final String BASH_PROGRESS =
      """
      {"type":"progress","data":{"type":"bash_progress","output":"...","elapsed":1.5},"uuid":"G2",\
      "sessionId":"S2","cwd":"/q","timestamp":"2026-02-18T00:07:54.000+05:45"}""";

  static final List<String> SYSTEM =
      List.of(
          """
          {"type":"system","subtype":"compact_boundary","sessionId":"S1","compactMetadata":\
          {"trigger":"auto","preTokens":155213,"postTokens":10,"durationMs":1234.5}}""",
          """
          {"type":"system","subtype":"microcompact_boundary","sessionId":"S1","microcompactMetadata":\
          {"trigger":"auto","preTokens":5,"tokensSaved":3}}""",
          """
          {"type":"system","subtype":"api_error","error":{"status":500,"headers":{}},\
          "retryInMs":583.45,"retryAttempt":1,"maxRetries":10}""",
          """
          {"type":"system","subtype":"turn_duration","durationMs":30224,"messageCount":13}""",
          """
          {"type":"system","subtype":"model_refusal_fallback","sessionId":"S1"}""",
          """
          {"type":"system","subtype":"informational","content":"x","sessionId":"S1","cwd":"/p"}""");

  static final List<String> OTHERS =
      List.of(
          "{\"type\":\"summary\",\"summary\":\"T\",\"leafUuid\":\"L\"}",
          "{\"type\":\"permission-mode\",\"permissionMode\":\"auto\",\"sessionId\":\"S\"}",
          "{\"type\":\"worktree-state\",\"worktreeSession\":{\"originalCwd\":\"/o\","
              + "\"worktreePath\":\"/w\"},\"sessionId\":\"S\"}",
          "{\"type\":\"worktree-state\",\"worktreeSession\":null,\"sessionId\":\"S\"}",
          "{\"type\":\"attachment\",\"attachment\":{\"type\":\"hook\",\"content\":[\"x\"]},"
              + "\"sessionId\":\"S3\",\"cwd\":\"/r\"}",
          "{ \"type\" : \"user\" , \"message\" : { \"content\" : [ { \"text\" : \"[Request interrupted"
              + " by user]\" , \"type\" : \"text\" } ] } , \"isMeta\" : false }",
          "{\"type\":\"user\",\"message\":{\"0\":\"e\",\"1\":\"v\"},\"isCompactSummary\":true}",
          "{\"display\":\"x\",\"project\":\"/p\"}");

  private SampleLines() {}

  static List<byte[]> all() {
    return java.util.stream.Stream.of(
            java.util.stream.Stream.of(USER, TOOL_RESULT, ASSISTANT, PROGRESS, BASH_PROGRESS),
            SYSTEM.stream(),
            OTHERS.stream())
        .flatMap(lines -> lines)
        .map(line -> line.getBytes(StandardCharsets.UTF_8))
        .toList();
  }
}

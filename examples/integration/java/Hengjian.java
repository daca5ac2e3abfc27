import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * 推送、事前询问、申请放行、读判定。 Pushes, asks before an act, asks to let a stopped act pass, reads verdicts.
 * Java 17 or later and nothing else: HENGJIAN_URL=… HENGJIAN_KEY=… java Hengjian.java
 * A real system reads answers with its own JSON library; this one looks for single fields, so that it needs none.
 */
public final class Hengjian {
    /** What was answered: a status and the text of a JSON document. */
    record Answer(int status, String text) {
        String field(String name) {
            Matcher found = Pattern.compile("\"" + name + "\":(?:\"([^\"]*)\"|(\\d+))").matcher(text);
            return found.find() ? (found.group(1) == null ? found.group(2) : found.group(1)) : "";
        }
    }

    /** No answer that could be read. */
    static final class Unreachable extends Exception {
        Unreachable(Throwable cause) {
            super(cause);
        }
    }

    private static final Set<Integer> LATER = Set.of(408, 425, 429, 500, 502, 503, 504);
    private static final String URL = System.getenv("HENGJIAN_URL").replaceAll("/+$", "");
    private static final String KEY = System.getenv("HENGJIAN_KEY");
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(10)).build();

    /** One request. What did not arrive is sent again with the same content; what was refused is not. */
    static Answer ask(String method, String target, String body, Duration timeout, int attempts) throws Unreachable, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(URL + target)).timeout(timeout).header("Authorization", "Bearer " + KEY);
        if (body != null) request.header("Content-Type", "application/json");
        request.method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        Throwable cause = null;
        for (int attempt = 1; attempt <= attempts; attempt++) {
            try {
                HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
                if (!LATER.contains(response.statusCode())) return new Answer(response.statusCode(), response.body());
                cause = new IOException("HTTP " + response.statusCode());
            } catch (IOException error) {
                cause = error;
            }
            if (attempt < attempts) Thread.sleep((long) (Math.min(30_000, 500 << (attempt - 1)) * ThreadLocalRandom.current().nextDouble(0.5, 1)));
        }
        throw new Unreachable(cause);
    }

    static Answer ask(String method, String target, String body) throws Unreachable, InterruptedException {
        return ask(method, target, body, Duration.ofSeconds(30), 5);
    }

    public static void main(String[] args) throws Exception {
        String chain = args.length > 0 ? args[0] : "EXAMPLE-java-" + System.currentTimeMillis();
        String officer = "{\"id\":\"ga220104-1003\",\"name\":\"公孙衍\",\"org\":\"220104000000\",\"level\":\"办案部门负责人\"}";
        Answer pushed = ask("POST", "/api/v1/events", """
                [{"id":"%s-1","source":"example","chain":"%s","subject":"S1","node":"P02-N08","at":"2026-03-01T09:00:00+08:00","actor":%s}]""".formatted(chain, chain, officer));
        System.out.printf("push accepted=%s duplicate=%s rejected=%s%n", pushed.field("accepted"), pushed.field("duplicate"), pushed.field("rejected"));

        String act = """
                {"chain":"%s","subject":"S1","node":"P04-N01","actor":%s,"attrs":{"act":"批准"}}""".formatted(chain, officer);
        Answer heard;
        try {
            // an officer waits: one try, two seconds
            heard = ask("POST", "/api/v1/precheck", act, Duration.ofSeconds(2), 1);
        } catch (Unreachable nobody) {
            // a detention is not approved while nobody answers; for other acts the agency may choose otherwise
            System.out.println("precheck unreachable");
            return;
        }
        System.out.println("precheck " + heard.field("decision"));

        if (heard.field("decision").equals("deny")) {
            Answer override = ask("POST", "/api/v1/overrides", "{\"event\":" + act + ",\"reason\":\"示例：负责人在外地，电话已经同意\"}");
            System.out.println("override " + override.field("state") + " " + override.field("id"));
        }

        Answer verdicts = ask("GET", "/api/v1/verdicts?chain=" + URLEncoder.encode(chain, StandardCharsets.UTF_8), null);
        System.out.println("verdicts " + verdicts.status());
    }
}

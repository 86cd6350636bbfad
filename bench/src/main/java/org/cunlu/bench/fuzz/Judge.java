package org.cunlu.bench.fuzz;

import io.micronaut.json.tree.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Holds an answer against all checks. */
final class Judge {
    private static final long MILLIS_MAX = TimeUnit.SECONDS.toMillis(10);
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int TOO_LARGE = 413;
    private static final List<String> HEADERS = List.of(
            "X-Content-Type-Options",
            "X-Frame-Options",
            "Content-Security-Policy",
            "Referrer-Policy",
            "Cross-Origin-Resource-Policy");

    /** Stacks, classes, statements, servers and their addresses, secrets. */
    private static final Pattern LEAK = Pattern.compile("\\bat (?:[a-z]+\\.){2,}[A-Z]\\w+"
            + "|\\b[A-Z]\\w+\\.java:\\d+"
            + "|\\b(?:org\\.cunlu|io\\.micronaut|java\\.(?:lang|util|sql|io)|jakarta\\.|com\\.(?:mysql|fasterxml|zaxxer|rabbitmq)|io\\.(?:netty|lettuce)|co\\.elastic)\\.\\w+"
            + "|\\b\\w+(?:Exception|Error)\\b(?=[:\\s(])"
            + "|\\b(?:SELECT|INSERT INTO|UPDATE|DELETE FROM) [`\\w.*, ]+ (?:FROM|SET|VALUES|WHERE)\\b"
            + "|SQLSTATE|SQL syntax|jdbc:|\\b(?:ker|acc|cat|log|ord|sea)_[a-z]+_[a-z_]+\\b"
            + "|\\$argon2|CUNLUDEMOCUNLU|cunlu-demo-2026|storm-cedar-4821|BEGIN (?:RSA |EC )?PRIVATE KEY"
            + "|root:x:0:0|amqp://|redis://");

    private static final Set<Family> NOBODY = EnumSet.of(Family.NO_AUTH, Family.BAD_AUTH);
    private static final Map<Family, Check> MUST_NOT_SUCCEED = new EnumMap<>(Map.of(
            Family.NO_AUTH, Check.MISSING_AUTH,
            Family.BAD_AUTH, Check.IGNORED_AUTH,
            Family.OTHER_ROLE, Check.IGNORED_AUTH,
            Family.AFTER_DELETE, Check.USE_AFTER_FREE,
            Family.OTHER_PARENT, Check.RESOURCE_HIERARCHY,
            Family.OTHER_TENANT, Check.OTHER_TENANT));

    private final Description description;
    private final Conformance conformance;

    Judge(Description description) {
        this.description = description;
        this.conformance = new Conformance(description.schemas());
    }

    /** Told of whatever does not hold. */
    interface Told {
        void of(Check check, String what);
    }

    void judge(Tried tried, Heard heard, Told told) {
        must(heard.status() < 500, Check.NO_5XX, heard.status() + " " + shortened(heard.text()), told);
        must(heard.millis() <= MILLIS_MAX, Check.MAX_RESPONSE_TIME, heard.millis() + " ms", told);
        leakage(tried, heard, told);
        for (String header : HEADERS) {
            must(heard.headers().firstValue(header).isPresent(), Check.SECURITY_HEADERS, "no " + header, told);
        }
        must(
                heard.headers()
                        .firstValue("X-Content-Type-Options")
                        .filter("nosniff"::equals)
                        .isPresent(),
                Check.SECURITY_HEADERS,
                "X-Content-Type-Options is not nosniff",
                told);
        if (tried.family() == Family.METHOD) {
            method(tried, heard, told);
            return;
        }
        documented(tried, heard, told);
        refused(tried, heard, told);
    }

    private void documented(Tried tried, Heard heard, Told told) {
        Map<String, JsonNode> types = tried.operation().answer(heard.status());
        if (types == null) {
            told.of(Check.STATUS_DOCUMENTED, heard.status() + " is not described");
            return;
        }
        if (heard.body().length == 0 || types.isEmpty()) {
            return;
        }
        JsonNode schema = type(types, heard.contentType());
        if (schema == null) {
            told.of(
                    Check.CONTENT_TYPE_DOCUMENTED,
                    heard.status() + " as " + heard.contentType() + ", described are " + types.keySet());
        } else if (heard.json()) {
            JsonNode body = Json.read(heard.body());
            List<String> breaches = body == null ? List.of("no JSON") : conformance.breaches(schema, body);
            must(breaches.isEmpty(), Check.SCHEMA_CONFORMANCE, heard.status() + " " + breaches, told);
        }
    }

    private static JsonNode type(Map<String, JsonNode> types, String contentType) {
        for (var each : types.entrySet()) {
            String described = each.getKey().split(";")[0].strip();
            if (described.equals("*/*") || described.equalsIgnoreCase(contentType)) {
                return each.getValue();
            }
        }
        return null;
    }

    private static void refused(Tried tried, Heard heard, Told told) {
        Family family = tried.family();
        if (tried.mustRefuse()) {
            must(!heard.done(), Check.NEGATIVE_REFUSED, "answered with " + heard.status(), told);
        }
        Check check = MUST_NOT_SUCCEED.get(family);
        if (check != null) {
            must(!heard.done(), check, "answered with " + heard.status(), told);
        }
        if (NOBODY.contains(family)) {
            must(heard.done() || heard.status() == UNAUTHORIZED, check, heard.status() + ", not 401", told);
        }
        if (family == Family.MASS_ASSIGNMENT) {
            String text = heard.text();
            boolean echoed =
                    text.contains("FUZZOWN00") || text.contains("77777777") || text.contains("1999-09-09T09:09");
            must(!heard.done() || !echoed, Check.MASS_ASSIGNMENT, "what nobody may set came back", told);
        }
        // Refused as not being in order, although it is as the description says: the description does not say all.
        boolean shape = heard.status() == 400 && heard.code().startsWith("malformed");
        if (family == Family.POSITIVE) {
            must(!shape, Check.POSITIVE_ACCEPTED, shortened(heard.text()), told);
        }
    }

    private void method(Tried tried, Heard heard, Told told) {
        boolean hidden = heard.status() == NOT_FOUND && tried.mayHide(description);
        must(
                heard.status() == NOT_ALLOWED || hidden || heard.status() == TOO_LARGE,
                Check.UNSUPPORTED_METHOD,
                heard.status() + ", not 405",
                told);
        must(
                heard.status() != NOT_ALLOWED
                        || heard.headers().firstValue("Allow").isPresent(),
                Check.UNSUPPORTED_METHOD,
                "405 without Allow",
                told);
    }

    private static void leakage(Tried tried, Heard heard, Told told) {
        heard.headers().firstValue("Server").ifPresent(server -> told.of(Check.LEAKAGE, "Server: " + server));
        if (heard.contentType().startsWith("image/") || heard.contentType().equals("application/pdf")) {
            return;
        }
        Matcher leak = LEAK.matcher(heard.text());
        while (leak.find()) {
            // What was sent may come back: it is no secret of ours.
            if (!said(tried, leak.group())) {
                told.of(Check.LEAKAGE, leak.group() + " in " + shortened(heard.text()));
                return;
            }
        }
    }

    private static boolean said(Tried tried, String text) {
        byte[] body = tried.sent().body();
        return body != null && new String(body, StandardCharsets.UTF_8).contains(text)
                || tried.sent().target().contains(Draft.escaped(text))
                || tried.sent().headers().stream()
                        .anyMatch(header -> header.value().contains(text))
                // Earlier requests left payloads in texts that are shown.
                || Payloads.TEXTS.values().stream().flatMap(List::stream).anyMatch(payload -> payload.contains(text));
    }

    private static void must(boolean holds, Check check, String otherwise, Told told) {
        if (!holds) {
            told.of(check, otherwise);
        }
    }

    private static String shortened(String text) {
        return text.length() <= 300 ? text : text.substring(0, 300) + "…";
    }
}

package org.cunlu.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody with a browser without JavaScript: reads pages, fills in their forms, is led on, and keeps cookies. */
public final class Reader {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String HTML = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    private static final Pattern FORM =
            Pattern.compile("<form[^>]* action=\"([^\"]*)\"[^>]*>(.*?)</form>", Pattern.DOTALL);
    private static final Pattern INPUT = Pattern.compile("<(?:input|button|textarea)\\b[^>]*>");
    private static final String PARTS = "multipart/form-data";
    private static final String BOUNDARY = "a-part-of-the-form-ends-here";
    private static final int LED_MAX = 5;

    private final URI site;
    private final String address;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private String agent = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36";

    public Reader(URI site) {
        this.site = site;
        int n = ThreadLocalRandom.current().nextInt(1 << 24);
        this.address = "10." + (n >> 16 & 255) + "." + (n >> 8 & 255) + "." + (n & 255);
    }

    /** What the browser shows in the end. @param path where it was led to */
    public record Seen(int status, String path, String body, HttpResponse<String> answer) {
        public Seen is(int expected) {
            assertThat(status).as(body).isEqualTo(expected);
            return this;
        }

        public Seen at(String expected) {
            assertThat(path).as(body).isEqualTo(expected);
            return this;
        }

        public Seen says(String... texts) {
            assertThat(body).contains(texts);
            return this;
        }

        public Seen saysNothingOf(String... texts) {
            assertThat(body).doesNotContain(texts);
            return this;
        }

        public String header(String name) {
            return answer.headers().firstValue(name).orElse("");
        }
    }

    public Map<String, String> cookies() {
        return cookies;
    }

    Reader calling(String itself) {
        agent = itself;
        return this;
    }

    public Seen open(String path) {
        return led(send("GET", path, "", Map.of()), path);
    }

    /**
     * Fills in the first form that leads to this address and has all these fields, and sends it with what stands in it.
     */
    public Seen fill(Seen page, String action, Map<String, String> typed) {
        for (Matcher form = FORM.matcher(page.body()); form.find(); ) {
            String to = form.group(1).replace("&amp;", "&");
            Map<String, String> fields = fields(form.group(2));
            if (to.split("\\?")[0].equals(action) && fields.keySet().containsAll(typed.keySet())) {
                fields.putAll(typed);
                return form.group().substring(0, form.group().indexOf('>')).contains(PARTS)
                        ? posted(to, inParts(fields), PARTS + "; boundary=" + BOUNDARY)
                        : post(to, fields);
            }
        }
        throw new AssertionError("no form to " + action + " with " + typed.keySet() + " in " + page.body());
    }

    /** Signs up by the page, with the code that arrives at the phone. */
    public Seen signUp(String phone, String name, String password) {
        Seen page = fill(open("/account/sign-up"), "/account/sign-up", Map.of("phone", phone));
        var typed = Map.of("code", Phones.code(phone), "name", name, "password", password, "agreed", "yes");
        return fill(page, "/account/sign-up", typed);
    }

    public Seen signIn(String phone, String password) {
        return fill(open("/account/sign-in"), "/account/sign-in", Map.of("phone", phone, "password", password));
    }

    public static String anyPhone() {
        return "138" + String.format("%08d", ThreadLocalRandom.current().nextInt(100_000_000));
    }

    public Seen post(String path, Map<String, String> form) {
        return posted(path, encoded(form), "application/x-www-form-urlencoded");
    }

    private Seen posted(String path, String body, String type) {
        var headers = Map.of("Content-Type", type, "Origin", site.toString(), "Sec-Fetch-Site", "same-origin");
        return led(send("POST", path, body, headers), path);
    }

    /** As a browser sends a form that may bring files, and brings none. */
    private static String inParts(Map<String, String> form) {
        var body = new StringBuilder();
        form.forEach((name, value) -> body.append("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name
                + "\"\r\n\r\n" + value + "\r\n"));
        return body.append("--" + BOUNDARY + "--\r\n").toString();
    }

    public HttpResponse<String> send(String method, String path, String body, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(site + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Accept", HTML)
                .header("User-Agent", agent)
                .header("X-Forwarded-For", address);
        headers.forEach(request::header);
        if (!cookies.isEmpty()) {
            request.header("Cookie", encodedCookies());
        }
        try {
            var answer = CLIENT.send(request.build(), BodyHandlers.ofString());
            answer.headers().allValues("Set-Cookie").forEach(this::keep);
            return answer;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private Seen led(HttpResponse<String> first, String from) {
        HttpResponse<String> answer = first;
        String path = from;
        for (int i = 0; answer.statusCode() == 303; i++) {
            assertThat(i).as("led in circles: " + path).isLessThan(LED_MAX);
            path = answer.headers().firstValue("Location").orElseThrow();
            assertThat(path).as("led away").startsWith("/").doesNotStartWith("//");
            answer = send("GET", path, "", Map.of());
        }
        return new Seen(answer.statusCode(), path, answer.body(), answer);
    }

    private static Map<String, String> fields(String form) {
        var fields = new LinkedHashMap<String, String>();
        INPUT.matcher(form).results().map(input -> input.group()).forEach(input -> {
            String name = attribute(input, "name");
            boolean waits = "checkbox".equals(attribute(input, "type")) && !input.contains(" checked");
            if (name != null && !"file".equals(attribute(input, "type"))) {
                String value = attribute(input, "value");
                fields.put(name, waits || value == null ? "" : value);
            }
        });
        return fields;
    }

    private static String attribute(String tag, String name) {
        Matcher found = Pattern.compile(" " + name + "=\"([^\"]*)\"").matcher(tag);
        return found.find()
                ? found.group(1).replace("&#34;", "\"").replace("&lt;", "<").replace("&amp;", "&")
                : null;
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private String encodedCookies() {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    private void keep(String line) {
        String[] pair = line.split(";", 2)[0].split("=", 2);
        if (line.contains("Max-Age=0") || pair[1].isEmpty()) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }
}

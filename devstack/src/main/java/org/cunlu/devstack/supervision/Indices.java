package org.cunlu.devstack.supervision;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The indices of a room. */
final class Indices {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(ANSWER_WITHIN).build();

    private final String url;

    Indices(String url) {
        this.url = url;
    }

    /** Deletes those whose names begin so; by full names, since a server may refuse patterns. */
    void delete(String prefix) throws IOException, InterruptedException {
        var names = send("GET", "/_cat/indices/" + prefix + "*?h=index&expand_wildcards=all");
        for (var name : names.lines().toList()) {
            send("DELETE", "/" + name.strip());
        }
    }

    private String send(String method, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(ANSWER_WITHIN)
                .build();
        var answer = HTTP.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(method + " " + path + " was answered by " + answer.statusCode());
        }
        return answer.body();
    }
}

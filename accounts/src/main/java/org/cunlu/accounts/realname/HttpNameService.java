package org.cunlu.accounts.realname;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.cunlu.accounts.NameService;
import org.cunlu.kernel.db.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a provider over HTTP: {@code POST {document, name, number}} with a bearer key, answered by {@code {"match": true}} or
 * false. Whatever else comes, or nothing, is no answer.
 */
@Singleton
@Requires(property = "cunlu.accounts.name-service.url")
class HttpNameService implements NameService {
    private static final Logger LOG = LoggerFactory.getLogger(HttpNameService.class);
    private static final int OK = 200;
    private static final int ANSWER_BYTES_MAX = 10_000;

    /** @param url where to ask  @param key the bearer key  @param patience how long an answer may take */
    @ConfigurationProperties("cunlu.accounts.name-service")
    record Settings(
            @Bindable(defaultValue = "") String url,
            @Bindable(defaultValue = "") String key,
            @Bindable(defaultValue = "3s") Duration patience) {
        /** Hides the key from logs. */
        @Override
        public String toString() {
            return "Settings[" + url + "]";
        }
    }

    @Serdeable
    record Question(String document, String name, String number) {
        /** Hides a person's data from logs. */
        @Override
        public String toString() {
            return "Question";
        }
    }

    private final Settings settings;
    private final JsonMapper json;
    private final Transactions transactions;
    private final HttpClient client;

    HttpNameService(Settings settings, JsonMapper json, Transactions transactions) {
        this.settings = settings;
        this.json = json;
        this.transactions = transactions;
        this.client = HttpClient.newBuilder()
                .connectTimeout(settings.patience())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public Answer check(String document, String name, String number) {
        transactions.requireNone();
        try {
            var request = HttpRequest.newBuilder(URI.create(settings.url()))
                    .timeout(settings.patience())
                    .header("Authorization", "Bearer " + settings.key())
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(new Question(document, name, number))))
                    .build();
            return understood(client.send(request, BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            // Its kind only: what a provider or parser says may quote what was sent.
            LOG.warn("the name service does not answer: {}", e.getClass().getSimpleName());
            return Answer.UNAVAILABLE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.UNAVAILABLE;
        }
    }

    private Answer understood(HttpResponse<byte[]> response) throws IOException {
        if (response.statusCode() != OK || response.body().length > ANSWER_BYTES_MAX) {
            LOG.warn("the name service answers {}", response.statusCode());
            return Answer.UNAVAILABLE;
        }
        var match = json.readValue(response.body(), JsonNode.class).get("match");
        if (match == null || !match.isBoolean()) {
            LOG.warn("the name service answers what we do not understand");
            return Answer.UNAVAILABLE;
        }
        return match.getBooleanValue() ? Answer.MATCH : Answer.NO_MATCH;
    }
}

package org.cunlu.accounts.apikey;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;
import org.cunlu.accounts.KeyScope;
import org.cunlu.kernel.http.ClientAddress;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.WallTime;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Lets outside systems in by their key, at their own branches only. Whoever comes so is no person: there is a role for each
 * scope of the key and no {@code Caller}. All that is wrong with a key looks alike from outside.
 */
@Singleton
class KeyFetcher implements AuthenticationFetcher<HttpRequest<?>> {
    static final String SCHEME = "ApiKey ";
    /** Role of every good key. */
    static final String ANY = "KEY";
    /** Attribute of the authentication that holds an {@link OwnKey}. */
    static final String OWN = "key";

    private static final List<String> BRANCHES = Stream.concat(
                    Stream.of("/api/keys/"),
                    Stream.of(KeyScope.values())
                            .map(scope -> scope.branch() + "/")
                            .distinct())
            .toList();

    private final KeyRing ring;
    private final KeyGuesses guesses;
    private final KeyUses uses;
    private final ClientAddress addresses;
    private final WallTime time;
    private final Scheduler blocking;

    KeyFetcher(
            KeyRing ring,
            KeyGuesses guesses,
            KeyUses uses,
            ClientAddress addresses,
            WallTime time,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.ring = ring;
        this.guesses = guesses;
        this.uses = uses;
        this.addresses = addresses;
        this.time = time;
        this.blocking = Schedulers.fromExecutorService(blocking);
    }

    @Override
    public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
        List<String> headers = request.getHeaders().getAll(HttpHeaders.AUTHORIZATION);
        if (headers.size() != 1
                || !headers.getFirst().regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                || !ours(request.getPath())) {
            return Mono.empty();
        }
        return KeyText.of(headers.getFirst().substring(SCHEME.length()).strip())
                .map(key -> authentication(request, key))
                .orElse(Mono.empty());
    }

    private static boolean ours(String path) {
        return BRANCHES.stream().anyMatch(branch -> (path + "/").startsWith(branch));
    }

    private Mono<Authentication> authentication(HttpRequest<?> request, KeyText text) {
        String address = addresses.of(request);
        long deaf = guesses.deaf(address);
        // Strangers at the same address do not shut out who has a key.
        if (deaf > 0 && !ring.knows(text.keyId())) {
            return Mono.error(ProblemException.of(
                            429, "too-many-guesses", "密钥错误太多，请稍候 · Too many wrong keys, wait a moment", null)
                    .fact(ProblemException.RETRY_AFTER, deaf));
        }
        return Mono.fromFuture(ring.of(text.keyId()), true)
                .flatMap(key -> Mono.justOrEmpty(key.flatMap(found -> admitted(request, text, found))))
                .switchIfEmpty(Mono.<Authentication>fromRunnable(() -> guesses.wrong(address))
                        .subscribeOn(blocking));
    }

    private Optional<Authentication> admitted(HttpRequest<?> request, KeyText text, ApiKey key) {
        Optional<Instant> until = key.good(text.secret(), addresses.exact(request), time.now());
        return until.map(end -> {
            uses.note(key.keyId());
            List<String> roles = Stream.concat(
                            Stream.of(ANY), key.scopes().stream().map(KeyScope::role))
                    .sorted()
                    .toList();
            return Authentication.build("key:" + key.keyId(), roles, Map.of(OWN, OwnKey.of(key, end)));
        });
    }
}

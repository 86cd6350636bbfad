package org.cunlu.kernel.limits;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.BeanProvider;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.filter.HttpServerFilter;
import io.micronaut.http.filter.ServerFilterChain;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Named;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.LongAdder;
import org.cunlu.kernel.problem.ProblemAnswers;
import org.cunlu.kernel.problem.ProblemException;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** More requests than can be worked on are answered with 503 and {@code Retry-After} before anything is done for them. */
@Filter(Filter.MATCH_ALL_PATTERN)
class GateFilter implements HttpServerFilter {
    private static final int COME_BACK_SECONDS = 2;

    /** Whoever runs the instance wants to know how it is above all when it is crowded; files are read from memory. */
    private static final List<String> BESIDE = List.of("/health", "/prometheus", "/assets/", "/webjars/");

    /** What was begun at a counter, on the road, at the till or the gateway, and what others have been kept waiting for. */
    private static final List<String> BEGUN = List.of(
            "/api/shop/order-groups",
            "/api/shop/orders/",
            "/api/hooks/",
            "/api/station/",
            "/api/run/",
            "/checkout",
            "/pay",
            "/station/",
            "/run/");

    /**
     * Where nobody waits who only looks: a connection that was in use when the database stood still is waited at for as long as the longest
     * statement may take. Whoever writes waits on: he wants to know what became of it.
     */
    private static final List<String> GLANCED_AT =
            List.of("/api/shop/", "/api/trace/", "/goods", "/search", "/cart", "/orders", "/trace/", "/01/");

    private final Gate gate;
    private final Glances glances;
    private final ProblemAnswers answers;
    private final Scheduler blocking;
    private final LongAdder sentAway = new LongAdder();

    GateFilter(
            GateSettings settings,
            ProblemAnswers answers,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking,
            BeanProvider<MeterRegistry> meters) {
        this.gate = new Gate(settings, System::nanoTime);
        this.glances = new Glances(settings.glance(), System::nanoTime);
        this.answers = answers;
        this.blocking = Schedulers.fromExecutorService(blocking);
        meters.ifPresent(registry -> {
            FunctionCounter.builder("cunlu.requests.sent.away", sentAway, LongAdder::doubleValue)
                    .description("Requests answered with 503 because too many came")
                    .register(registry);
            Gauge.builder("cunlu.requests.inside", gate, Gate::inside)
                    .description("Requests that are worked on")
                    .register(registry);
            Gauge.builder("cunlu.requests.waiting", gate, Gate::waiting)
                    .description("Requests that wait for their turn")
                    .register(registry);
        });
    }

    /** Inside of what makes an answer whole (headers, access log, pages), outside of all that costs. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 30;
    }

    @Override
    public Publisher<MutableHttpResponse<?>> doFilter(HttpRequest<?> request, ServerFilterChain chain) {
        String path = request.getPath();
        if (beginsAsOneOf(BESIDE, path)) {
            return chain.proceed(request);
        }
        Gate.Ticket ticket = gate.come(beginsAsOneOf(BEGUN, path));
        Mono<MutableHttpResponse<?>> answer = ticket.turn().isDone()
                ? answer(ticket.turn().join(), request, chain)
                // On a thread of its own: whoever leaves has his own answer to give.
                : Mono.fromFuture(ticket.turn())
                        .publishOn(blocking)
                        .flatMap(mayGoIn -> answer(mayGoIn, request, chain));
        // Also when its client has gone meanwhile.
        return answer.doFinally(_ -> ticket.leave());
    }

    private Mono<MutableHttpResponse<?>> answer(boolean mayGoIn, HttpRequest<?> request, ServerFilterChain chain) {
        if (mayGoIn) {
            Mono<MutableHttpResponse<?>> answer = Mono.from(chain.proceed(request));
            return onlyLooks(request) ? glances.bounded(answer, () -> comeAgain(request)) : answer;
        }
        sentAway.increment();
        return Mono.just(comeAgain(request));
    }

    private MutableHttpResponse<?> comeAgain(HttpRequest<?> request) {
        return answers.answer(request, ProblemException.unavailable(COME_BACK_SECONDS));
    }

    private static boolean onlyLooks(HttpRequest<?> request) {
        String path = request.getPath();
        return request.getMethod() == HttpMethod.GET && (path.equals("/") || beginsAsOneOf(GLANCED_AT, path));
    }

    /** A plain loop: it is gone through several times for each request. */
    private static boolean beginsAsOneOf(List<String> beginnings, String path) {
        for (String beginning : beginnings) {
            if (path.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }

    @Scheduled(fixedDelay = "100ms")
    void sendAway() {
        gate.sendAway();
        glances.giveUp();
    }
}

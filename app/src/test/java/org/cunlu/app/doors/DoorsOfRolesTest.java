package org.cunlu.app.doors;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.web.router.Router;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Sessions;
import org.cunlu.app.county.DemoPerson;
import org.cunlu.app.doors.Doors.Door;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.http.Origin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every route of the running application, knocked at by somebody of each role and by a visitor. */
@Tag("servers")
@Tag("any-engine")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoorsOfRolesTest {
    /** Forms that bring a file or a photo. */
    private static final Set<String> WITH_FILES = Set.of(
            "/seller/goods/new",
            "/seller/papers/{code}",
            "/brand/rights/{id}/certificate",
            "/county/bank",
            "/county/bills",
            "/county/imports",
            "/station/gateway/lists",
            "/station/gateway/tracking",
            "/station/drop-off",
            "/station/sync/photos",
            "/run/sync/photos",
            "/orders/{orderId}/return",
            "/orders/{orderId}/review/{line}");

    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "KNOCK");
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
    private static final int AT_ONCE = 8;

    /** @param role null for a visitor  @param token null for a visitor */
    private record Person(Role role, String token) {
        boolean mayOpen(Door door) {
            return role == null ? door.visitors() : door.open(role);
        }
    }

    private final List<Person> people = new ArrayList<>();
    private final Map<String, String> unknown = new ConcurrentHashMap<>();
    private final AtomicInteger exchanges = new AtomicInteger();
    private EmbeddedServer server;
    private Wire wire;

    @BeforeAll
    void start() {
        var room = new LinkedHashMap<String, Object>(TestServers.properties("doors"));
        room.put("cunlu.trusted-proxies", "127.0.0.0/8");
        room.put("test.knocking", "true");
        server = ApplicationContext.run(EmbeddedServer.class, room, "test");
        wire = new Wire("127.0.0.1", server.getPort());
        people.add(new Person(null, null));
        DemoPerson.all().forEach(each -> people.add(new Person(each.role(), token(each))));
        assertThat(people).extracting(Person::role).contains(Role.values());
    }

    @AfterAll
    void stop() {
        System.out.println(exchanges + " exchanges");
        server.close();
    }

    @Test
    void everyRouteStandsInTheTable() {
        Set<String> routes = server.getApplicationContext()
                .getBean(Router.class)
                .uriRoutes()
                .filter(route -> !route.getHttpMethodName().equals("HEAD"))
                .map(route -> route.getHttpMethodName() + " " + route.getUriMatchTemplate())
                .collect(Collectors.toSet());
        assertThat(Doors.all().stream().map(door -> door.method() + " " + door.address()))
                .containsExactlyInAnyOrderElementsOf(routes);
    }

    @Test
    void whoHasTheRoleIsLetInAndToAllOthersTheAddressIsUnknown() {
        together(Doors.all().stream()
                .flatMap(door -> people.stream().map(person -> () -> {
                    if (person.mayOpen(door)) {
                        String answer = ask(person, door.method(), door.path(), knocking(door));
                        assertThat(Wire.status(answer))
                                .as("%s as %s: %s", door, person.role(), answer)
                                .isEqualTo(OnlyKnocking.LET_IN);
                    } else {
                        shut(person, door, door.method(), JSON);
                    }
                    return null;
                })));
    }

    @Test
    void askingForTheHeadAloneTellsNoMore() {
        together(Doors.all().stream()
                .filter(door -> door.method().equals("GET"))
                .flatMap(door -> closedTo(door).map(person -> () -> {
                    shut(person, door, "HEAD", Map.of());
                    return null;
                })));
    }

    @Test
    void aBodyOrAnAnswerOfAnotherFormTellsNoMore() {
        for (Map<String, String> form : List.of(
                Map.of("Content-Type", "text/plain"),
                Map.of("Content-Type", "application/json", "Accept", "image/png"),
                Map.of("Content-Type", "application/json", "Accept", "text/html"))) {
            together(Doors.all().stream()
                    .flatMap(door -> closedTo(door).map(person -> () -> {
                        shut(person, door, door.method(), form);
                        return null;
                    })));
        }
    }

    @Test
    void anotherMethodIsToldOfOnlyToWhomAllThatStandsThereIsOpen() {
        Set<String> paths = Doors.all().stream().map(Door::path).collect(Collectors.toSet());
        together(paths.stream().flatMap(path -> {
            List<Door> there =
                    Doors.all().stream().filter(door -> door.at(path)).toList();
            Set<String> methods = there.stream().map(Door::method).collect(Collectors.toSet());
            return METHODS.stream()
                    .filter(method -> !methods.contains(method.equals("HEAD") ? "GET" : method))
                    .flatMap(method -> people.stream().map(person -> () -> {
                        String answer = ask(person, method, path, JSON);
                        String told = method + " " + path + " as " + person.role();
                        if (there.stream().allMatch(person::mayOpen)) {
                            assertThat(Wire.status(answer)).as(told).isEqualTo(405);
                            assertThat(answer).as(told).containsIgnoringCase("\nallow: ");
                        } else {
                            assertThat(answer).as(told).isEqualTo(unknown(person, method, path, JSON));
                        }
                        return null;
                    }));
        }));
    }

    /** A visitor is told to sign in; somebody without the role hears what he hears of an address at which nothing is. */
    private void shut(Person person, Door door, String method, Map<String, String> headers) {
        String answer = ask(person, method, door.path(), headers);
        String told = method + " " + door.address() + " as " + person.role();
        if (person.token() == null && answer.contains("/account/sign-in?")) {
            assertThat(headers).as(told).containsEntry("Accept", "text/html");
            assertThat(Wire.status(answer)).as(told).isEqualTo(303);
        } else if (person.token() == null) {
            assertThat(Wire.status(answer)).as(told).isEqualTo(401);
            assertThat(answer)
                    .as(told)
                    .satisfiesAnyOf(
                            text -> assertThat(text).contains("\"token-missing\""),
                            text -> assertThat(text).contains("<title>请先登录"),
                            _ -> assertThat(method).isEqualTo("HEAD"));
        } else {
            assertThat(answer).as(told).isEqualTo(unknown(person, method, door.path(), headers));
            assertThat(Wire.status(answer)).as(told).isEqualTo(404);
        }
    }

    private Stream<Person> closedTo(Door door) {
        return people.stream().filter(person -> !person.mayOpen(door));
    }

    /** @return what is said of an address in the same branch at which nothing is */
    private String unknown(Person person, String method, String path, Map<String, String> headers) {
        String branch = path.replaceAll("^(/api/[^/]+|/account)?.*", "$1");
        return unknown.computeIfAbsent(
                person.role() + method + branch + headers,
                _ -> ask(person, method, branch + "/no/such/address", headers));
    }

    private String ask(Person person, String method, String path, Map<String, String> headers) {
        var all = new LinkedHashMap<>(headers);
        int n = exchanges.incrementAndGet();
        // No address asks so often that it is told to wait.
        all.put("X-Forwarded-For", "10." + (n >> 16 & 255) + "." + (n >> 8 & 255) + "." + (n & 255));
        if (person.token() != null) {
            all.put("Authorization", "Bearer " + person.token());
        }
        return wire.ask(method, path, all, method.equals("POST") || method.equals("PUT") ? "{}" : "");
    }

    private static Map<String, String> knocking(Door door) {
        String json = door.path().endsWith("/photos") ? "application/octet-stream" : "application/json";
        // Pages take forms; the sandbox's wallet is an API that lies beside ours.
        boolean api = door.path().startsWith("/api/") || door.address().equals("/sandbox/charges/{chargeId}/pay");
        String form = api ? json : "application/x-www-form-urlencoded";
        // What a phone kept comes as JSON.
        boolean file = WITH_FILES.contains(door.address());
        boolean kept = door.path().endsWith("/sync");
        return Map.of(
                "Content-Type",
                file ? "multipart/form-data; boundary=knock" : kept ? "application/json" : form,
                OnlyKnocking.HEADER,
                "yes");
    }

    private static void together(Stream<Callable<Void>> checks) {
        try (var crowd = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<Void>> all = checks.map(crowd::submit).toList();
            assertThat(all).isNotEmpty();
            for (Future<Void> check : all) {
                check.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private String token(DemoPerson person) {
        var accounts = server.getApplicationContext().getBean(Accounts.class);
        String id = accounts.register(person.phone(), DemoPerson.PASSWORD, person.name());
        if (person.role() != Role.CONSUMER) {
            accounts.grant(id, new Grant(person.role(), new Scope(person.scopeKind(), person.scopeValue())), "system");
        }
        return server.getApplicationContext()
                .getBean(Sessions.class)
                .open(id, Origin.WITHIN, Sessions.Way.PASSWORD)
                .accessToken();
    }
}

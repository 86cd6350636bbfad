package org.cunlu.bench.chaos;

import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cunlu.bench.calling.Address;
import org.cunlu.bench.calling.BrokenOff;
import org.cunlu.bench.calling.Official;
import org.cunlu.bench.chaos.Caller.Request;

/** What the county's operator does here: asks for the audit, moves the county's clock, takes somebody on. */
final class Office {
    private static final String OPERATOR = "13800230016";
    private static final String COUNTY = "500233";

    private final Caller caller;
    private final Person operator = new Person("operator", OPERATOR, "");

    Office(Caller caller) {
        this.caller = caller;
        caller.signIn(operator);
    }

    /** Moves the county's time forward, for all instances. */
    void moveClock(Instant to) {
        caller.must(operator, new Request("POST", "/api/county/clock", null, Caller.json(Map.of("to", to.toString()))));
    }

    /** Gives somebody the right to scan at all nodes of the county. */
    void employ(Address address, Person person) {
        try (var official = Official.ofDemo(address, OPERATOR)) {
            var grant = Map.of(
                    "phone",
                    person.phone(),
                    "role",
                    "WAREHOUSE_WORKER",
                    "scope",
                    Map.of("kind", "SUBTREE", "value", COUNTY));
            official.fresh("POST", "/api/auth/grants", grant).must("不能授权 · Nobody can be employed");
        }
        caller.signIn(person);
    }

    /** @return what is not as it must be, each with an example */
    List<String> violations() {
        JsonNode rows = caller.must(operator, Request.get("/api/county/audit")).get("rows");
        if (rows.size() == 0) {
            throw new BrokenOff("审计没有内容 · The audit says nothing");
        }
        var wrong = new ArrayList<String>();
        for (JsonNode row : rows.values()) {
            long violations = row.get("violations").getLongValue();
            if (violations > 0) {
                JsonNode examples = row.get("examples");
                String example = examples == null || examples.size() == 0
                        ? ""
                        : ": " + examples.get(0).coerceStringValue();
                wrong.add(row.get("name").getStringValue() + " " + violations + example);
            }
        }
        return wrong;
    }

    /** {@code ./cunlu audit} on servers that are whole. */
    record Command(int exit, String output) {
        static Command run(Path root, Map<String, String> environment) {
            var builder = new ProcessBuilder(root.resolve("cunlu").toString(), "audit").redirectErrorStream(true);
            builder.environment().putAll(environment);
            try {
                Process process = builder.start();
                String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                return new Command(process.waitFor(), output);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new BrokenOff("中断 · interrupted", e);
            }
        }
    }
}

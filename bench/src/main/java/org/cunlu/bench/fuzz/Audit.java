package org.cunlu.bench.fuzz;

import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.cunlu.bench.calling.Address;
import org.cunlu.bench.calling.Operator;

/** The county's audit, asked for by its operator while the app runs. */
final class Audit implements AutoCloseable {
    /** What is eventual may be on its way this long. */
    private static final int TRIES = 24;

    private static final long BETWEEN = TimeUnit.SECONDS.toNanos(5);

    private final Operator operator;

    Audit(Address address) {
        this.operator = Operator.of(address);
    }

    /** @return what is not as it must be, and still is not after a while; empty when all is */
    List<String> violations() {
        List<String> wrong = look();
        for (int i = 1; i < TRIES && !wrong.isEmpty(); i++) {
            LockSupport.parkNanos(BETWEEN);
            wrong = look();
        }
        return wrong;
    }

    private List<String> look() {
        JsonNode rows = operator.get("/api/county/audit")
                .must("审计没有内容 · The audit cannot be had")
                .json()
                .get("rows");
        var wrong = new ArrayList<String>();
        for (JsonNode row : rows.values()) {
            if (row.get("violations").getLongValue() > 0) {
                JsonNode examples = row.get("examples");
                wrong.add(row.get("name").getStringValue()
                        + " " + row.get("violations").getLongValue()
                        + (examples == null || examples.size() == 0
                                ? ""
                                : ": " + examples.get(0).coerceStringValue()));
            }
        }
        if (rows.size() == 0) {
            wrong.add("the audit says nothing");
        }
        return wrong;
    }

    @Override
    public void close() {
        operator.close();
    }
}

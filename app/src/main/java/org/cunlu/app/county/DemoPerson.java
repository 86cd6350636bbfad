package org.cunlu.app.county;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.cunlu.accounts.TotpSecret;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;

/**
 * Somebody of the demo county, one for each role.
 * @param scopeValue empty for {@link Scope.Kind#SELF}
 * @param what who that is, Chinese and English
 */
public record DemoPerson(Role role, String phone, String name, Scope.Kind scopeKind, String scopeValue, String what) {
    /** The same for all: these people exist in demo mode only. */
    public static final String PASSWORD = "cunlu-demo-2026";

    /** Of each one's authenticator app, and the same for all. A code of it: {@code SECRET.code(TotpSecret.stepAt(now))}. */
    public static final TotpSecret SECRET = new TotpSecret("CUNLUDEMOCUNLUDEMOCUNLUDEMOCUNLU");

    /** @return all of them, in the order of the table of roles */
    public static List<DemoPerson> all() {
        try (var in = DemoPerson.class.getResourceAsStream("/demo/people.csv");
                var csv = CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return csv.stream()
                    .map(row -> new DemoPerson(
                            Role.valueOf(row.getField("role")),
                            row.getField("phone"),
                            row.getField("name"),
                            Scope.Kind.valueOf(row.getField("scope_kind")),
                            row.getField("scope_value"),
                            row.getField("what")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static DemoPerson of(Role role) {
        return all().stream()
                .filter(person -> person.role() == role)
                .findFirst()
                .orElseThrow();
    }

    Grant grant(String accountId) {
        return new Grant(role, new Scope(scopeKind, scopeKind == Scope.Kind.SELF ? accountId : scopeValue));
    }
}

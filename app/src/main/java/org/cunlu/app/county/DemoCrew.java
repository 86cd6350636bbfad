package org.cunlu.app.county;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;

/**
 * Somebody who works in the demo county's network: one for the hub, one for the gateway, one for each township, who goes
 * round its village stations, and as a driver once more. The password is that of {@link DemoPerson}.
 * @param place hub, gateway or township
 */
public record DemoCrew(Role role, String phone, String name, Scope.Kind scopeKind, String place) {
    /** @return all of them, in the order of the file */
    public static List<DemoCrew> all() {
        try (var in = DemoCrew.class.getResourceAsStream("/demo/crew.csv");
                var csv = CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return csv.stream()
                    .map(row -> new DemoCrew(
                            Role.valueOf(row.getField("role")),
                            row.getField("phone"),
                            row.getField("name"),
                            Scope.Kind.valueOf(row.getField("scope_kind")),
                            row.getField("place")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return those of one role */
    public static List<DemoCrew> all(Role role) {
        return all().stream().filter(member -> member.role() == role).toList();
    }

    Grant grant() {
        return new Grant(role, new Scope(scopeKind, place));
    }
}

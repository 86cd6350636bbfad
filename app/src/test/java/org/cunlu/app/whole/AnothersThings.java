package org.cunlu.app.whole;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;

/**
 * By which addresses one asks for what somebody in a small county has: {@code anothers-things.csv}. What has no thing there, nobody has
 * here: where that another's is as absent is shown by the tests of its feature, or not yet.
 */
final class AnothersThings {
    private static final Pattern FIRST = Pattern.compile("^(.*?/\\{[^}]+})");

    /**
     * @param address up to the first place that names it, with the place's own name
     * @param real what is there
     * @param absent of the same shape, and nothing
     */
    record Thing(String address, String real, String absent) {}

    private record Row(String thing, String absent) {}

    private static final Map<String, Row> ROWS = rows();

    private final Belongings belongings;

    AnothersThings(Belongings belongings) {
        this.belongings = belongings;
    }

    private static Map<String, Row> rows() {
        var rows = new TreeMap<String, Row>();
        try (var in = AnothersThings.class.getResourceAsStream("/anothers-things.csv");
                var csv = CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            csv.forEach(
                    row -> rows.put(row.getField("address"), new Row(row.getField("thing"), row.getField("absent"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    /** @return what is there by this address; a thing that begins with = stands in the list as it is */
    Optional<Thing> at(String address) {
        return kind(address).flatMap(kind -> {
            Row row = ROWS.get(kind);
            if (row == null || row.thing().isEmpty()) {
                return Optional.empty();
            }
            String real = row.thing().startsWith("=")
                    ? row.thing().substring(1)
                    : belongings
                            .real(row.thing())
                            .orElseThrow(() -> new IllegalStateException("nobody has a " + row.thing()));
            return Optional.of(new Thing(kind, real, row.absent()));
        });
    }

    static boolean isListed(String address) {
        return kind(address).filter(ROWS::containsKey).isPresent();
    }

    static TreeSet<String> kinds() {
        return new TreeSet<>(ROWS.keySet());
    }

    /** @return an address as far as it names something; empty when it names nothing */
    static Optional<String> kind(String address) {
        var found = FIRST.matcher(address);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /** Somebody of a role who has nothing of what is here. */
    static Grant elsewhere(Role role) {
        return new Grant(
                role,
                switch (role) {
                    case CONSUMER -> throw new IllegalArgumentException("everybody has it already");
                    case STATION_KEEPER, WAREHOUSE_WORKER, DRIVER -> new Scope(Scope.Kind.NODE, SmallNetwork.STATION2);
                    case DISPATCHER, INSPECTOR -> new Scope(Scope.Kind.SUBTREE, SmallNetwork.TOWN2);
                    // The county's branch is for the whole of a county: another's begins elsewhere.
                    case COUNTY_OPERATOR -> new Scope(Scope.Kind.SUBTREE, "500999");
                    case SELLER, LIVE_HOST, SHOP_GOODS, SHOP_ORDERS, SHOP_MONEY, SUPPLIER ->
                        new Scope(Scope.Kind.SHOP, "S-ELSEWHERE");
                    case BRAND_OWNER -> new Scope(Scope.Kind.BRAND, "B-ELSEWHERE");
                    case RESERVE_OFFICER, RESERVE_REVIEWER, RESERVE_AUTHORITY, RESERVE_AUDITOR ->
                        new Scope(Scope.Kind.LEVEL, "CITY-ELSEWHERE");
                    case RESERVE_HOLDER -> new Scope(Scope.Kind.HOLDING, "H-ELSEWHERE");
                });
    }
}

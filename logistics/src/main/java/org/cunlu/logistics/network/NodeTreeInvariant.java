package org.cunlu.logistics.network;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.cunlu.kernel.audit.Finding;
import org.cunlu.kernel.audit.Invariant;

/** Nodes form one tree a county: one root, every parent known, no circle, and each path is the way from the root. */
@Singleton
class NodeTreeInvariant implements Invariant {
    private record Row(String county, String parent, String path) {}

    @Override
    public String name() {
        return "nodes form a tree";
    }

    @Override
    public Finding check(Connection snapshot) throws SQLException {
        var rows = new HashMap<String, Row>();
        try (var statement = snapshot.createStatement();
                var result = statement.executeQuery("SELECT code, county_code, parent_code, path FROM log_node")) {
            while (result.next()) {
                rows.put(result.getString(1), new Row(result.getString(2), result.getString(3), result.getString(4)));
            }
        }
        var wrong = new ArrayList<String>();
        var roots = new HashMap<String, String>();
        rows.forEach((code, row) -> {
            if (!row.path().equals(path(code, rows))) {
                wrong.add("node " + code + ": path " + row.path());
            }
            String other = row.parent() == null ? roots.put(row.county(), code) : null;
            if (other != null) {
                wrong.add("county " + row.county() + ": two roots, " + other + " and " + code);
            }
        });
        return new Finding(rows.size(), wrong.size(), wrong);
    }

    /** @return null when the parents lead nowhere or in a circle */
    private static String path(String code, Map<String, Row> rows) {
        var path = new StringBuilder();
        String at = code;
        for (int steps = 0; at != null; steps++) {
            Row row = rows.get(at);
            if (row == null || steps > rows.size()) {
                return null;
            }
            path.insert(0, "/" + at);
            at = row.parent();
        }
        return path.toString();
    }
}

package org.cunlu.kernel.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;

/**
 * An invariant in two statements.
 * @param checked {@code SELECT COUNT(*) …} of all that is looked at
 * @param violations selects one text column, a row per violation
 */
public record SqlInvariant(String name, String checked, String violations) implements Invariant {
    @Override
    public Finding check(Connection snapshot) throws SQLException {
        try (var statement = snapshot.createStatement()) {
            long count;
            try (var result = statement.executeQuery(checked)) {
                result.next();
                count = result.getLong(1);
            }
            var wrong = new ArrayList<String>();
            try (var result = statement.executeQuery(violations)) {
                while (result.next()) {
                    wrong.add(result.getString(1));
                }
            }
            return new Finding(count, wrong.size(), wrong);
        }
    }
}

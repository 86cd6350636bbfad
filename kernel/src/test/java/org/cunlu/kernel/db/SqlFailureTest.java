package org.cunlu.kernel.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class SqlFailureTest {
    @Test
    void oneOfManyTextsThatNoCodeCanBeIsTheCallersFault() {
        assertThat(failure(1271, "Illegal mix of collations for operation 'in'").foreignText())
                .isTrue();
        assertThat(failure(
                                1267,
                                "Illegal mix of collations (ascii_bin,IMPLICIT) and (utf8mb4_general_ci,COERCIBLE) for operation '='")
                        .foreignText())
                .isTrue();
    }

    @Test
    void twoColumnsThatCannotBeComparedAreOurs() {
        assertThat(failure(
                                1267,
                                "Illegal mix of collations (ascii_bin,IMPLICIT) and (utf8mb4_bin,IMPLICIT) for operation '='")
                        .foreignText())
                .isFalse();
    }

    private static SqlFailure failure(int number, String words) {
        return new SqlFailure(new SQLException(words, "HY000", number));
    }
}

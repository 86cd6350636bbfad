package org.cunlu.search.words;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.search.WordGroup;

/** {@code sea_word_group} and the number of its changes. */
@Singleton
class WordTable {
    private final Sql sql;

    WordTable(Sql sql) {
        this.sql = sql;
    }

    long version() {
        return sql.one("SELECT version FROM sea_word_state WHERE name = 'words'", row -> row.number("version"))
                .orElseThrow();
    }

    /** Also lets one change wait for another. */
    void changed() {
        sql.change("UPDATE sea_word_state SET version = version + 1 WHERE name = 'words'");
    }

    List<WordGroup> all() {
        return sql.list("SELECT * FROM sea_word_group ORDER BY group_code", WordTable::group);
    }

    Optional<WordGroup> find(String code) {
        return sql.one("SELECT * FROM sea_word_group WHERE group_code = ?", WordTable::group, code);
    }

    void insert(WordGroup group) {
        sql.change(
                "INSERT INTO sea_word_group (group_code, kind, words, version) VALUES (?, ?, ?, ?)",
                group.code(),
                group.kind().name(),
                String.join(" ", group.words()),
                group.version());
    }

    /** @return false when it is of another version meanwhile */
    boolean update(WordGroup group) {
        return sql.change(
                        "UPDATE sea_word_group SET kind = ?, words = ?, version = version + 1"
                                + " WHERE group_code = ? AND version = ?",
                        group.kind().name(),
                        String.join(" ", group.words()),
                        group.code(),
                        group.version())
                == 1;
    }

    boolean delete(String code, long version) {
        return sql.change("DELETE FROM sea_word_group WHERE group_code = ? AND version = ?", code, version) == 1;
    }

    private static WordGroup group(Row row) {
        return new WordGroup(
                row.string("group_code"),
                WordGroup.Kind.valueOf(row.string("kind")),
                List.of(row.string("words").split(" ")),
                row.number("version"));
    }
}

package org.cunlu.kernel.keys;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.privacy.FieldCipher;
import org.cunlu.kernel.privacy.SealedColumn;

/** A database with a table of sealed people, and instances on it. */
final class KeyRoom {
    static final String PHONE = "tst_person.phone";
    static final String NOTE = "tst_person.note";

    private final Map<String, String> servers;

    @Factory
    @Requires(property = "spec", value = "keys")
    static class Columns {
        @Singleton
        @Named("phone")
        SealedColumn phone() {
            return new SealedColumn("tst_person", "person_id", "phone_sealed", PHONE);
        }

        @Singleton
        @Named("note")
        SealedColumn note() {
            return new SealedColumn("tst_person", "person_id", "note_sealed", NOTE);
        }
    }

    KeyRoom(Map<String, String> servers) {
        this.servers = servers;
    }

    static KeyRoom fresh() {
        var room = new KeyRoom(TestServers.properties("keys", Server.DATABASE));
        try (var app = room.instance(Map.of())) {
            change(
                    app,
                    "CREATE TABLE tst_person (person_id VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,"
                            + " phone_sealed VARBINARY(120) NOT NULL, note_sealed VARBINARY(200), PRIMARY KEY (person_id))");
        }
        return room;
    }

    Map<String, String> servers() {
        return servers;
    }

    ApplicationContext instance(Map<String, String> more) {
        var properties = new LinkedHashMap<String, Object>(servers);
        properties.put("spec", "keys");
        properties.put("cunlu.keys.settle", "1500ms");
        properties.put("cunlu.schedulers.enabled", "false");
        properties.put("cunlu.consumers.enabled", "false");
        properties.putAll(more);
        return ApplicationContext.run(properties);
    }

    static int change(ApplicationContext app, String statement, Object... arguments) {
        return app.getBean(Transactions.class).run(() -> app.getBean(Sql.class).change(statement, arguments));
    }

    /** @param note may be null */
    static void insert(ApplicationContext app, String id, String phone, String note) {
        var cipher = app.getBean(FieldCipher.class);
        change(
                app,
                "INSERT INTO tst_person (person_id, phone_sealed, note_sealed) VALUES (?, ?, ?)",
                id,
                cipher.seal(PHONE, phone),
                note == null ? null : cipher.seal(NOTE, note));
    }

    /** {@code p0} and so on, each with his own phone, every other with a note. */
    static void people(ApplicationContext app, int many) {
        var cipher = app.getBean(FieldCipher.class);
        for (int from = 0; from < many; from += 1000) {
            var rows = new ArrayList<Object[]>();
            for (int i = from; i < Math.min(many, from + 1000); i++) {
                rows.add(new Object[] {
                    "p" + i, cipher.seal(PHONE, "phone " + i), i % 2 == 0 ? cipher.seal(NOTE, "note " + i) : null
                });
            }
            app.getBean(Transactions.class)
                    .run(() -> app.getBean(Sql.class)
                            .insertMany("INSERT INTO tst_person (person_id, phone_sealed, note_sealed)", rows));
        }
    }

    /** @return phones and notes as they open here */
    static Map<String, List<String>> opened(ApplicationContext app) {
        var cipher = app.getBean(FieldCipher.class);
        var people = new LinkedHashMap<String, List<String>>();
        app.getBean(Sql.class).list("SELECT person_id, phone_sealed, note_sealed FROM tst_person", row -> {
            byte[] note = row.bytes("note_sealed");
            return people.put(
                    row.string("person_id"),
                    List.of(
                            cipher.open(PHONE, row.bytes("phone_sealed")),
                            note == null ? "-" : cipher.open(NOTE, note)));
        });
        return people;
    }

    static Map<String, List<String>> expected(int many) {
        var people = new LinkedHashMap<String, List<String>>();
        for (int i = 0; i < many; i++) {
            people.put("p" + i, List.of("phone " + i, i % 2 == 0 ? "note " + i : "-"));
        }
        return people;
    }

    /** @return how many values of all columns were sealed with another key */
    static long notOn(ApplicationContext app, int number) {
        return app.getBean(KeyRing.class).list().stream()
                .filter(use -> use.key().number() != number)
                .flatMap(use -> use.rows().values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }
}

package org.cunlu.catalog.types;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.cunlu.catalog.Assortment.Category;
import org.cunlu.kernel.db.Sql;

/** The tree of categories: a subtree is all whose path begins with its root's. */
@Singleton
class CategoryTable {
    private final Sql sql;

    CategoryTable(Sql sql) {
        this.sql = sql;
    }

    /** One at a time changes the tree; a file that is loaded adds roots to it only. */
    void waitForTurn() {
        sql.one("SELECT name FROM cat_guard WHERE name = 'import' FOR UPDATE", row -> row.string("name"));
    }

    Optional<Category> find(String code) {
        return sql.one(
                "SELECT code, name, parent_code, path FROM cat_category WHERE code = ?",
                row -> new Category(
                        row.string("code"), row.string("name"), row.string("parent_code"), row.string("path")),
                code);
    }

    void insert(Category category) {
        sql.change(
                "INSERT INTO cat_category (code, name, parent_code, path) VALUES (?, ?, ?, ?)",
                category.code(),
                category.name(),
                category.parentCode(),
                category.path());
    }

    void rename(Category category) {
        sql.change(
                "UPDATE cat_category SET name = ?, parent_code = ? WHERE code = ?",
                category.name(),
                category.parentCode(),
                category.code());
    }

    /** @return the longest path within the subtree */
    int longest(String path) {
        return sql.one(
                        "SELECT MAX(CHAR_LENGTH(path)) AS most FROM cat_category WHERE LEFT(path, ?) = ?",
                        row -> row.integer("most"),
                        path.length(),
                        path)
                .orElseThrow();
    }

    /** Moves the subtree with its root. */
    void move(String from, String to) {
        sql.change(
                "UPDATE cat_category SET path = CONCAT(?, SUBSTRING(path, ?)) WHERE LEFT(path, ?) = ?",
                to,
                from.length() + 1,
                from.length(),
                from);
    }
}

package org.cunlu.catalog.loading;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cunlu.catalog.loading.StandingTables.Author;
import org.cunlu.kernel.bulk.Faults;

/**
 * What a seller may say in a file: of his own shops, goods that are new, and offers of goods that are there. What the county
 * says (sellers, categories, brands) stands, and a product that is there is changed on its own page, where changes are looked at.
 */
final class OwnRows {
    private final Set<String> shops;
    private final Standing standing;
    private final Map<String, Author> authors;
    private final Faults faults;

    /** @param authors of products that are there */
    OwnRows(Set<String> shops, Standing standing, Map<String, Author> authors, Faults faults) {
        this.shops = shops;
        this.standing = standing;
        this.authors = authors;
        this.faults = faults;
    }

    List<CatalogRow> own(List<CatalogRow> rows) {
        var own = new ArrayList<CatalogRow>();
        for (CatalogRow row : rows) {
            if (ofOwnShop(row) && ofKnownWords(row) && ofGoods(row) && fromHome(row)) {
                own.add(row);
            }
        }
        return own;
    }

    private boolean ofOwnShop(CatalogRow row) {
        if (!shops.contains(row.seller().code())) {
            return fault(row, "seller_code", "not-your-shop", "不是您的店铺 · Not a shop of yours");
        }
        return row.seller().equals(standing.sellers().get(row.seller().code()))
                || fault(row, "seller_name", "seller-fixed", "店铺资料由县级运营修改 · The county says who a seller is");
    }

    private boolean ofKnownWords(CatalogRow row) {
        if (!row.category().equals(standing.categories().get(row.category().code()))) {
            return fault(row, "category_code", "category-unknown", "没有这个类目 · No such category");
        }
        return row.brand() == null
                || row.brand().equals(standing.brands().get(row.brand().code()))
                || fault(row, "brand_code", "brand-unknown", "没有这个品牌 · No such brand");
    }

    private boolean ofGoods(CatalogRow row) {
        Author author = authors.get(row.product().code());
        if (author == null) {
            return true;
        }
        boolean mine = author.shop() != null && shops.contains(author.shop());
        boolean same =
                row.product().equals(standing.products().get(row.product().code()))
                        && row.sku().equals(standing.skus().get(row.sku().code()));
        if (same && (mine || author.published())) {
            return true;
        }
        return mine
                ? fault(row, "product_code", "product-fixed", "已有商品请在商品页修改 · Change it on the product's own page")
                : fault(
                        row,
                        "sku_code",
                        "sku-of-another",
                        "该商品不是您写的，不能改 · Another wrote it; it is not yours to change");
    }

    private boolean fromHome(CatalogRow row) {
        var kept = standing.offers().get(row.offer().key());
        List<String> nodes =
                kept == null ? List.of(row.seller().homeNode()) : kept.listing().nodes();
        return row.offer().nodes().equals(nodes)
                || fault(row, "source_nodes", "nodes-fixed", "供货节点由县级运营设定 · The county says from where it is served");
    }

    private boolean fault(CatalogRow row, String column, String code, String words) {
        faults.add(row.line(), column, code, words);
        return false;
    }
}

package org.cunlu.catalog.goods;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.cunlu.catalog.ProductState;
import org.cunlu.catalog.QuickGoods;
import org.cunlu.catalog.goods.ProductSheet.SkuSheet;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;

/** Writes a product of one SKU and submits it, by the same rules as a sheet that was written by hand. */
@Singleton
class QuickWriting implements QuickGoods {
    private final Writing writing;
    private final SheetRules rules;
    private final Stepping stepping;
    private final ProductTable products;
    private final StepTable steps;
    private final Transactions transactions;
    private final Clock clock;

    QuickWriting(
            Writing writing,
            SheetRules rules,
            Stepping stepping,
            ProductTable products,
            StepTable steps,
            Transactions transactions,
            Clock clock) {
        this.writing = writing;
        this.rules = rules;
        this.stepping = stepping;
        this.products = products;
        this.steps = steps;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public ProductState write(Caller seller, String shop, Goods goods) {
        transactions.require();
        ProductSheet sheet = rules.checked(goods.code(), sheet(goods));
        var draft = new Kept(goods.code(), shop, ProductState.DRAFT, 1, sheet);
        stepping.begin(draft, seller.accountId());
        stepping.take(draft, Life.SUBMIT, seller.accountId(), null);
        return Life.SUBMIT.to();
    }

    @Override
    public Goods read(Caller seller, String productCode) {
        ProductSheet sheet = writing.read(seller, productCode).sheet();
        SkuSheet sku = sheet.skus().getFirst();
        return new Goods(
                productCode,
                sheet.name(),
                sheet.typeCode(),
                sheet.categoryCode(),
                sheet.brandCode(),
                sheet.description(),
                sheet.attributes(),
                sku.attributes(),
                sheet.pictures(),
                sku.weightGrams(),
                sku.volumeCm3(),
                sku.storageClass(),
                sku.lotTracked(),
                sku.unit(),
                sku.shelfLifeDays());
    }

    @Override
    public void submitted(String shop, Collection<String> codes, String actor) {
        transactions.require();
        products.submitted(shop, codes);
        steps.keepFirst(codes, Life.SUBMIT, actor, clock.instant());
    }

    private static ProductSheet sheet(Goods goods) {
        var sku = new SkuSheet(
                goods.code(),
                goods.name(),
                List.of(),
                goods.skuAttributes(),
                goods.weightGrams(),
                goods.volumeCm3(),
                goods.storageClass(),
                goods.lotTracked(),
                goods.unit(),
                null,
                goods.shelfLifeDays(),
                null,
                null,
                null);
        return new ProductSheet(
                goods.name(),
                goods.typeCode(),
                goods.categoryCode(),
                goods.brandCode(),
                goods.description(),
                goods.productAttributes(),
                List.of(),
                goods.pictures(),
                List.of(sku));
    }
}

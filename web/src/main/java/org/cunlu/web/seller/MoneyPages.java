package org.cunlu.web.seller;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.HashMap;
import java.util.List;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.orders.OwnStatements;
import org.cunlu.orders.ShopMoney;
import org.cunlu.web.Desk;

/** What is owed to a shop, or to a live host, and by what. */
@Controller(MoneyPages.MONEY)
@Secured({ShopRight.OWNER_ROLE, ShopRight.MONEY_ROLE, "LIVE_HOST"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
class MoneyPages {
    static final String MONEY = SellerPages.SELLER + "/money";
    private static final String HOST = "host";
    private static final int A_PAGE = 30;
    private static final int STATEMENTS = 12;

    private final Desk desk;
    private final ShopMoney money;
    private final OwnStatements statements;

    MoneyPages(Desk desk, ShopMoney money, OwnStatements statements) {
        this.desk = desk;
        this.money = money;
        this.statements = statements;
    }

    /** @param of {@code host} for what one is owed as a host @param shop one of one's shops */
    @Get
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<?> overview(
            HttpRequest<?> request,
            Caller caller,
            @Nullable @QueryValue String of,
            @Nullable @QueryValue String shop,
            @Nullable @QueryValue String cursor) {
        boolean host = host(caller, of);
        var facts = facts(caller, host, shop);
        if (host) {
            facts.put("statements", statements.ofHost(caller, null, STATEMENTS).items());
            facts.put("dues", null);
        } else {
            String own = (String) facts.get("shop");
            facts.put(
                    "statements",
                    statements.ofShop(caller, own, null, STATEMENTS).items());
            facts.put("dues", money.dues(caller, own, cursor, A_PAGE));
        }
        return desk.show(request, MONEY, "seller/money", facts);
    }

    @Get("/{statementId}")
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<?> statement(
            HttpRequest<?> request,
            Caller caller,
            String statementId,
            @Nullable @QueryValue String of,
            @Nullable @QueryValue String shop,
            @Nullable @QueryValue Integer cursor) {
        boolean host = host(caller, of);
        var facts = facts(caller, host, shop);
        String own = (String) facts.get("shop");
        Page<OwnStatements.LineView> lines = host
                ? statements.linesOfHost(caller, statementId, cursor, A_PAGE)
                : statements.linesOfShop(caller, own, statementId, cursor, A_PAGE);
        facts.put(
                "statement",
                host ? statements.oneOfHost(caller, statementId) : statements.oneOfShop(caller, own, statementId));
        facts.put("lines", lines.items());
        facts.put("next", lines.next() == null ? "" : lines.next());
        return desk.show(request, MONEY + "/" + statementId, "seller/statement", facts);
    }

    @Get(value = "/{statementId}/file", produces = "text/csv")
    HttpResponse<byte[]> file(
            Caller caller, String statementId, @Nullable @QueryValue String of, @Nullable @QueryValue String shop) {
        byte[] csv = host(caller, of)
                ? statements.fileOfHost(caller, statementId)
                : statements.fileOfShop(
                        caller, (String) facts(caller, false, shop).get("shop"), statementId);
        return HttpResponse.ok(csv)
                .header("Content-Disposition", "attachment; filename=\"statement.csv\"")
                .header("Cache-Control", "no-store");
    }

    private static boolean host(Caller caller, @Nullable String of) {
        return HOST.equals(of) || ShopRight.MONEY.shops(caller).isEmpty();
    }

    private static HashMap<String, Object> facts(Caller caller, boolean host, @Nullable String shop) {
        List<String> shops = ShopRight.MONEY.shops(caller);
        var facts = new HashMap<String, Object>();
        facts.put("shops", shops);
        facts.put("host", host);
        facts.put("shop", host || shops.isEmpty() ? "" : shop == null ? shops.getFirst() : shop);
        facts.put(
                "both",
                !shops.isEmpty()
                        && caller.grants().stream()
                                .anyMatch(each -> each.role().name().equals("LIVE_HOST")));
        return facts;
    }
}

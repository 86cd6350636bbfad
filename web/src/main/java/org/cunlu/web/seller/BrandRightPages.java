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
import jakarta.validation.constraints.Size;
import java.util.HashMap;
import java.util.stream.Collectors;
import org.cunlu.catalog.Assortment;
import org.cunlu.catalog.HeldRights;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.web.Desk;

/** Under which regional brands the shop may sell, and how much of each is left. */
@Controller(BrandRightPages.RIGHTS)
@Secured({ShopRight.OWNER_ROLE, ShopRight.GOODS_ROLE})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Hidden
class BrandRightPages {
    static final String RIGHTS = SellerPages.SELLER + "/brands";
    private static final int A_PAGE = 20;

    private final Desk desk;
    private final HeldRights rights;
    private final Assortment assortment;

    BrandRightPages(Desk desk, HeldRights rights, Assortment assortment) {
        this.desk = desk;
        this.rights = rights;
        this.assortment = assortment;
    }

    @Get
    HttpResponse<?> list(HttpRequest<?> request, Caller caller, @Nullable @QueryValue @Size(max = 13) String cursor) {
        var page = rights.held(caller, cursor, A_PAGE);
        var facts = new HashMap<String, Object>();
        facts.put("rights", page.items());
        facts.put("cursor", page.next());
        facts.put("barred", rights.barred(caller));
        facts.put(
                "brands",
                assortment.brands().stream().collect(Collectors.toMap(Assortment.Brand::code, Assortment.Brand::name)));
        return desk.show(request, RIGHTS, "seller/brands", facts);
    }
}

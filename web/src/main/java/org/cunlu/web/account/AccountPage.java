package org.cunlu.web.account;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Map;
import org.cunlu.accounts.AccountPages;
import org.cunlu.accounts.BrowserSessions;
import org.cunlu.accounts.Devices;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;

/** Who I am, what I may do, and where I am signed in. */
@Controller(AccountPages.ACCOUNT)
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class AccountPage {
    private final Desk desk;
    private final Profiles profiles;
    private final Devices devices;
    private final BrowserSessions browsers;

    AccountPage(Desk desk, Profiles profiles, Devices devices, BrowserSessions browsers) {
        this.desk = desk;
        this.profiles = profiles;
        this.devices = devices;
        this.browsers = browsers;
    }

    @Get
    HttpResponse<?> page(HttpRequest<?> request, Caller caller) {
        String session = browsers.current(request).orElse(null);
        Profile profile = profiles.of(caller.accountId(), session);
        return desk.show(request, AccountPages.ACCOUNT, "account/account", Map.of("profile", profile));
    }

    /** Signs one device out; the one that asks, too. */
    @Post("/devices/sign-out")
    HttpResponse<?> signOut(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        String session = Fields.of(posted).typed("session");
        if (browsers.current(request).filter(session::equals).isPresent()) {
            return desk.onward(request, AccountPages.SIGN_IN, "signed-out").cookies(browsers.close(request));
        }
        devices.signOut(caller.accountId(), session);
        return desk.onward(request, AccountPages.ACCOUNT, "device-out");
    }

    @Post("/devices/sign-out-all")
    HttpResponse<?> signOutAll(HttpRequest<?> request, Caller caller) {
        devices.signOutAll(caller.accountId());
        return desk.onward(request, AccountPages.SIGN_IN, "all-out").cookies(browsers.close(request));
    }
}

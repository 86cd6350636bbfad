package org.cunlu.accounts.privacy;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.cunlu.accounts.Grants;
import org.cunlu.accounts.HeldGrant;
import org.cunlu.accounts.PersonalData;

/** Roles that a person holds. Whoever holds one gives it back before he is forgotten. */
@Singleton
class RoleData implements PersonalData {
    private final Grants grants;

    RoleData(Grants grants) {
        this.grants = grants;
    }

    @Serdeable
    record Role(
            String grantId,
            String role,
            String scopeKind,
            String scope,
            Instant from,
            @Nullable Instant until) {
        static Role of(HeldGrant held) {
            return new Role(
                    held.grantId(),
                    held.grant().role().name(),
                    held.grant().scope().kind().name(),
                    held.grant().scope().value(),
                    held.from(),
                    held.until());
        }
    }

    @Override
    public String section() {
        return "grants";
    }

    @Override
    public Object export(String accountId) {
        return grants.standing(accountId).stream().map(Role::of).toList();
    }

    @Override
    public List<Objection> objections(String accountId) {
        int held = grants.standing(accountId).size();
        return held == 0
                ? List.of()
                : List.of(new Objection("roles-held", "还担任工作角色 " + held + " 个 · " + held + " roles are still held"));
    }

    @Override
    public List<Kept> erase(String accountId) {
        return List.of(new Kept(
                "曾有的授权和操作留痕（仅账号编号） · Roles once held and the trail of acts (ids only)",
                "网络安全法第21条：留痕不少于六个月；个人信息保护法第56条：记录保存三年 · Cybersecurity Law art. 21, six months at"
                        + " least; Personal Information Protection Law art. 56, three years"));
    }
}

package org.cunlu.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.cunlu.kernel.problem.ProblemException;
import org.junit.jupiter.api.Test;

class SaidTest {
    @Test
    void refusalsAreToldInTheLanguageOfThePage() {
        var refusal = ProblemException.of(409, "not-yet", "还不能 · Not yet", "请稍后 · Try again later")
                .field("phone")
                .problem("r-1");
        assertThat(Said.of(refusal, Language.ZH)).isEqualTo(new Said("还不能", "请稍后", "not-yet", "phone"));
        assertThat(Said.of(refusal, Language.EN)).isEqualTo(new Said("Not yet", "Try again later", "not-yet", "phone"));
    }

    @Test
    void whatIsSaidInOneLanguageIsSaidInBoth() {
        assertThat(Said.in(Language.EN, "只有中文；没有别的")).isEqualTo("只有中文；没有别的");
        assertThat(Said.in(Language.ZH, "English only")).isEqualTo("English only");
    }

    @Test
    void listsAreToldPieceByPiece() {
        String list = "未完成订单 2 笔 · 2 open orders；还担任角色 · Roles are held";
        assertThat(Said.in(Language.ZH, list)).isEqualTo("未完成订单 2 笔；还担任角色");
        assertThat(Said.in(Language.EN, list)).isEqualTo("2 open orders; Roles are held");
        assertThat(Said.in(Language.EN, "先这样；再那样 · First this, then that")).isEqualTo("First this, then that");
    }
}

package io.jenkins.plugins.ackedge;

import java.util.List;

/** Values that the vendor's documentation uses, to choose from or to type over. */
final class Suggestions {
    static final List<String> ENS_REGIONS = List.of(
            "cn-beijing-telecom",
            "cn-beijing-cmcc-2",
            "cn-foshan-telecom",
            "cn-xian-unicom",
            "cn-wuxi-telecom_unicom_cmcc-2",
            "cn-chenzhou-telecom_unicom_cmcc");

    static final List<String> INSTANCE_TYPES = List.of(
            "ens.sn1.tiny", "ens.sn1.small", "ens.sn1.medium", "ens.sn1.xmedium", "ens.sn1.large", "ens.sn1.mlarge");

    private Suggestions() {}
}

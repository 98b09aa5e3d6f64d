package io.jenkins.plugins.ackedge.simulator;

import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The verifier against the vectors of the ENS fact sheet, section 7: parameters in the query, and in the form. */
class EnsSignatureVectorsTest {
    private static final String RUN = "Amount=2"
            + "&AutoRenew=false"
            + "&DataDisk=%5B%7B%22Category%22%3A%22cloud_efficiency%22%2C%22Size%22%3A40%7D%5D"
            + "&EnsRegionId=cn-beijing-cmcc-2"
            + "&ImageId=m-2QVLO2T8NYgm8CNQVg15gF"
            + "&InstanceChargeType=PrePaid"
            + "&InstanceName=jk-7f3a9c21-"
            + "&InstanceType=ens.sn1.tiny"
            + "&InternetChargeType=BandwidthByDay"
            + "&InternetMaxBandwidthOut=100"
            + "&Password=Hello1234%21"
            + "&Period=1"
            + "&PeriodUnit=Month"
            + "&ScheduleAreaLevel=Region"
            + "&SchedulingStrategy=Concentrate"
            + "&SystemDisk=%7B%22Category%22%3A%22cloud_efficiency%22%2C%22Size%22%3A40%7D"
            + "&Tag.1.Key=jenkins-scaleout"
            + "&Tag.1.Value=7f3a9c21"
            + "&UniqueSuffix=true";
    private static final String DESC = "EnsRegionId=cn-beijing-cmcc-2"
            + "&OrderByParams=%7B%22CreationTimeSort%22%3A%22desc%22%7D"
            + "&PageNumber=1"
            + "&PageSize=100"
            + "&Tags=%5B%7B%22Key%22%3A%22jenkins-scaleout%22%2C%22Value%22%3A%227f3a9c21%22%7D%5D";
    private static final String ATT = "InstanceId=i-5iqczfxps7csjrxeca070001"
            + "&Scripts=d2dldCBodHRwOi8vZXhhbXBsZS9lZGdlYWRtIC1PIGVkZ2VhZG07IGNobW9kIHUreCBlZGdlYWRtOyAuL2VkZ2VhZG0gam9pbiAtLW9wZW5hcGktdG9rZW49WFhYIC0tbm9kZS1zcGVjPSd7InF1aWV0Ijp0cnVlfSc%3D";
    private static final String IDS =
            "InstanceIds=%5B%22i-5iqczfxps7csjrxeca070001%22%2C%22i-5iqczfxps7csjrxeca070002%22%5D" + "&PageSize=100";
    private static final String CID = "c1234567890abcdef1234567890abcdef1";
    private static final String B1 =
            "{\"nodepool_id\":\"np1c9229d9be2d432c93f77a88fca0abcd\",\"arch\":\"amd64\",\"expired\":1767330245,\"options\":\"{\\\"enableIptables\\\":true,\\\"manageRuntime\\\":true,\\\"quiet\\\":true}\"}";
    private static final String B2 =
            "{\"instances\":[\"i-5iqczfxps7csjrxeca070001\"],\"is_edge_worker\":true,\"nodepool_id\":\"np1c9229d9be2d432c93f77a88fca0abcd\"}";

    private static SignatureVector query(String id, String action, String query) {
        return ens(new SignatureVector(id, "POST", "/?" + query, action));
    }

    private static SignatureVector form(String id, String action, String form) {
        return ens(new SignatureVector(id, "POST", "/", action).body("application/x-www-form-urlencoded", form));
    }

    private static SignatureVector ens(SignatureVector vector) {
        return vector.with("Host", "ens.aliyuncs.com").with("x-acs-version", "2017-11-10");
    }

    private static SignatureVector ack(String id, String path, String action, String body) {
        return new SignatureVector(id, "POST", "/clusters/" + CID + path, action)
                .body("application/json; charset=utf-8", body);
    }

    private static List<SignatureVector> vectors() {
        return List.of(
                query("E1", "RunInstances", RUN)
                        .gives(
                                "0f7bebff5f9640ecae4713be78492c1946d5809c75be211767b95978d915ebd0",
                                "2904cce9ecb6fad1a9f4f5d5c017f36a685319889b150feab85d42c4712cd1b8"),
                form("E2", "RunInstances", RUN)
                        .gives(
                                "fc20d4ba6d60f20b479c1255600a31a58ed751950fb04d3af706fe311f9e64d6",
                                "7eb498a588c3ea90984c699ea5c041e6b3853a3ecd47069b6ebf3c8b86e6570b"),
                query("E3", "DescribeInstances", DESC)
                        .gives(
                                "698afd90a60792cb9497b90b693f2fe9c09dd8c979951ceed9b1471abc51fc9f",
                                "95f9d111693b899721da86ea090ed490eb5ed5048027961d8a87af8d54e4b05b"),
                form("E4", "DescribeInstances", DESC)
                        .gives(
                                "d59c34831f6d4556cb99d8044a48b3289304272701c7b7505c5f14f5aa9cd426",
                                "b6a2c5e06b11f37c1b5c5702f6e859abfe8893affe7a4b8133cc3b10797ae04d"),
                query("E5", "DescribeInstances", IDS)
                        .gives(
                                "98847bf675d635368a9af653d841ffa6269af4705d661265b754dbc4f95419eb",
                                "f392adcbb796ce82e9c752d00ad0ac2e085828d572d9532e2eb59d7ea50fe007"),
                query("E6", "AttachEnsInstances", ATT)
                        .gives(
                                "902c8a77efd840c785bf84d71386c07ba8e2c677ddbc4495e841e91bada5ac44",
                                "5bcfd4b8cddea9380c2f2b856a2518d2bad6c5045f132eed3636d4105c7d606d"),
                form("E7", "AttachEnsInstances", ATT)
                        .gives(
                                "7008fa00da2d01b5f010df7175291f9abae22f2ced64b38d049b9e232b638bfe",
                                "7b2e1f2b5a211f438ec420547831079dbfad3e83361d61c316e65412f68a097e"),
                query("E8", "ReleasePostPaidInstance", "InstanceId=i-5iqczfxps7csjrxeca070001")
                        .with("x-acs-accesskey-id", "testid")
                        .with("x-acs-security-token", "tok/en+1==")
                        .gives(
                                "69a6c4808e7c02234d76e97c4e1072f71314e50f926cea74add9625a3e623b03",
                                "e470cc6efd39c74361289ca2f99044f6cad1e9a582eb12b903faa73329707429"),
                query("E9", "ListTagResources", "ResourceType=instance&Tag.1.Key=jenkins-scaleout&Tag.1.Value=7f3a9c21")
                        .gives(
                                "6dca8d89d8cdb1292a1ee4ac22b372ae05633f498792896e64c71afb8a5af73e",
                                "c334ce10ba33bc7f84d7ffa0a816fcc80bd2c07afdc3130036d0afeb7aa0229b"),
                form("E10", "RunInstances", "Amount=1")
                        .with("Host", "127.0.0.1:8080")
                        .gives(
                                "501c4227f8d8f187e3466fe9168cdf2401a9126e0d0fcb6a11595f9b64725df7",
                                "5c9515ccfbe7ee5c2f18a335b1ae16bf1655b8fd2eecb0026fadd03d81243bff"),
                ack("C1", "/attachscript", "DescribeClusterAttachScripts", B1)
                        .gives(
                                "66481e54b8d8cf51e67243f6ba4e8262faf33027dff175decd068593fce4a03b",
                                "6452f429249ac2145b3204439313c7af1706c0ef7eafbfb7de065117b723f520"),
                ack("C2", "/attach", "AttachInstances", B2)
                        .gives(
                                "489778f7b37f6b530908b3dba62fab914732e0e93931ab284c8ce83f674b2d3d",
                                "84f8317aacad16a62d48097b70264a7d23da3b2d7cb8756a48392a86482ca177"));
    }

    @TestFactory
    List<DynamicTest> theVectorsAreTakenAsTheyAreAndNoOtherWay() {
        return SignatureVector.tests(vectors());
    }
}

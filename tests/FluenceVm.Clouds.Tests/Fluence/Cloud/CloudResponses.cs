using System.Globalization;

namespace FluenceVm.Clouds.Tests.Fluence.Cloud;

/// <summary>Answers of a small account: one cluster in Warsaw, two configurations.</summary>
internal static class CloudResponses
{
    public const string Cluster = "c1000000-0000-4000-8000-000000000001";
    public const string Place = "d1000000-0000-4000-8000-000000000001";
    public const string Small = "f1000000-0000-4000-8000-000000000001";
    public const string Large = "f1000000-0000-4000-8000-000000000002";
    public const string Key = "e1000000-0000-4000-8000-000000000001";

    public static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"a0000000-0000-4000-8000-{number:d12}");

    public static string Page(string items, int page = 1, int pages = 1) =>
        $$$"""{"items":[{{{items}}}],"pagination":{"totalRecords":1,"filteredRecords":1,"totalPages":{{{pages}}},"currentPage":{{{page}}},"perPage":100}}""";

    public static string Vm(int number, string status = "launched", string expanded = "null") => $$"""
        {"id":"{{Id(number)}}","userId":"u","clusterId":"{{Cluster}}","configurationId":"{{Small}}","configurationSlug":"cpu-regular-2vcpu-4gb","configurationName":"S",
        "name":"vm-{{number}}","status":"{{status}}","restartRequired":false,"allowedActions":["restart","terminate"],"dataDisks":[],"subnets":[],"sshKeys":[],
        "networkInterfaces":[],"vcpu":2,"ramGb":4,"priceHourlyUsd":"0.05","createdAt":"2026-01-15T10:00:00Z","updatedAt":"2026-01-15T10:00:00Z",
        "readySince":"2026-01-15T10:01:00.123456Z","paidUntil":"2026-01-15T13:00:00Z","expanded":{{expanded}}}
        """;

    public static string Disk(int number, string name, string? attachedTo = null) => $$"""
        {"id":"{{Id(number)}}","userId":"u","clusterId":"{{Cluster}}","name":"{{name}}","storageType":"NVME","status":"ready","role":"BOOT","volumeGb":25,"replicated":false,
        "attachedTo":[{{(attachedTo is null ? "" : $"\"{attachedTo}\"")}}],"createdAt":"2026-01-15T10:00:00Z","priceHourlyUsd":"0.0025","initUrl":"https://images.test/ubuntu.img"}
        """;

    public static string Address(int number, string name, string? attachedTo = null) => $$"""
        {"id":"{{Id(number)}}","userId":"u","clusterId":"{{Cluster}}","name":"{{name}}","addressType":"V4","address":"203.0.113.7","status":"ready",
        "attachedTo":{{(attachedTo is null ? "null" : $"{{\"id\":\"{attachedTo}\",\"name\":\"vm\"}}")}},"createdAt":"2026-01-15T10:00:00Z","priceHourlyUsd":"0.004"}
        """;

    /// <summary>The answers to everything that only reads the market and the keys.</summary>
    public static Reply? MarketReply(SentRequest request) => MarketBody(request) is { } body ? Reply.Ok(body) : null;

    private static string? MarketBody(SentRequest request) => request.ToString() switch
    {
        "GET /v1/clusters" => $$"""{"items":[{"id":"{{Cluster}}","name":"waw","dcId":"{{Place}}"}]}""",
        "GET /v1/datacenters" => $$"""{"items":[{"id":"{{Place}}","countryCode":"PL","cityCode":"WAW","cityName":"Warsaw","index":1,"tier":3,"certifications":["ISO 27001"],"slug":"pl-waw-1"}]}""",
        "GET /v1/clusters/resources" => $$"""{"resources":{"{{Cluster}}":{"availablePublicIps":{"V4":2}, "availableStorage":{"AMD_ZEN3":[{"storageType":"NVME","replicated":false,"volumeGb":500}]},"availableConfigurations":[{{Configuration(Small, 2, 4)}},{{Configuration(Large, 8, 16)}}] } } }""",
        "GET /v1/configurations/virtual_machines" => $$"""{"items":[{{Configuration(Small, 2, 4)}},{{Configuration(Large, 8, 16)}},{{Configuration(Place, 64, 128)}}]}""",
        "GET /v1/prices/vm" => $$"""{"items":[{{VmPrice(Large, "0.2")}},{{VmPrice(Small, "0.05")}}]}""",
        "GET /v1/prices/storage" => $$$"""{"items":[{"storageTypeId":{"storageType":"NVME","replicated":false,"clusterId":"{{{Cluster}}}"},"priceInfo":{"pricePerHourPerQty":"0.0001"}}]}""",
        "GET /v1/prices/public-ip" => $$$"""{"items":[{"publicIpTypeId":{"addressType":"V4","clusterId":"{{{Cluster}}}"},"priceInfo":{"pricePerHourPerQty":"0.004"}}]}""",
        "GET /v1/storages/types" => """{"items":[{"storageType":"NVME","bootDisk":true,"minVolumeGb":10,"maxBandwidthReadMib":1,"maxBandwidthWriteMib":1,"maxIopsRead":1,"maxIopsWrite":1}]}""",
        "GET /v1/ssh_keys" => Page($$"""{"id":"{{Key}}","userId":"u","name":"mine","publicKey":"{{PublicKey}} me@here","algorithm":"ssh-ed25519","fingerprint":"SHA256:abc"}"""),
        "GET /v2/users/balances" => """[{"balance":"1.23","usage":"8.77","estimatedUsage":"0.5","overage":"0","totalDepositedAmount":"10","userId":"u","featureKey":"usd","usageDaysLeft":1}]""",
        "GET /v1/service/status" => """{"maintenanceMode":false,"version":"0.10.0"}""",
        _ => null,
    };

    public const string PublicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKgJIjnDg1DjqOOxINs78oU3f7PJXIyq9uiNocNVhXNx";

    private static string Configuration(string id, int cores, int memory) => $$"""
        {"id":"{{id}}","slug":"cpu-regular-{{cores}}vcpu-{{memory}}gb","name":"n","vcpu":{{cores}},"ramGb":{{memory}},"dedicated":true,"cpuFamilies":["AMD_ZEN3"],"preset":"general","tags":[],"description":""}
        """;

    private static string VmPrice(string id, string price) =>
        $$$"""{"vmTypeId":{"vmConfigurationId":"{{{id}}}","clusterId":"{{{Cluster}}}"},"priceInfo":{"pricePerHourPerQty":"{{{price}}}"}}""";
}

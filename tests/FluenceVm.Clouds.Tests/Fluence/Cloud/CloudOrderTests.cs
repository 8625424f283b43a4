using System.Text.Json.Nodes;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Journal;
using FluenceVm.Emulator.Fluence;
using FluenceVm.Emulator.Fluence.Market;
using FluenceVm.Model;
using FluenceVm.Model.Errors;
using static FluenceVm.Clouds.Tests.Fluence.Cloud.CloudResponses;

namespace FluenceVm.Clouds.Tests.Fluence.Cloud;

public sealed class CloudOrderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fluencevm-orders-");

    public void Dispose() => _folder.Delete(recursive: true);

    private static VmOrder Order(int count = 1, VmConstraints? constraints = null, string? userData = null) => new()
    {
        Name = "web-1",
        Count = count,
        OsImage = "https://images.test/ubuntu.img",
        SshKeys = [PublicKey],
        Constraints = constraints ?? new VmConstraints { PublicIp = true },
        UserData = userData,
    };

    private static ScriptedService Account(Func<SentRequest, Reply?> response) => new(request => response(request) ?? MarketReply(request));

    private static Task<IReadOnlyList<string>> CreateAsync(ScriptedService service, VmOrder order) =>
        service.RunAsync(client => client.CreateVmsAsync(order, CancellationToken.None));

    private static JsonNode Body(SentRequest request) => JsonNode.Parse(request.Body!)!;

    [Fact]
    public async Task One_request_creates_the_cheapest_VM_with_its_disk_and_its_address()
    {
        var service = Account(request => request.ToString() == "POST /v2/vms" ? Reply.Ok(Vm(7, "new")) : null);
        Assert.Equal([Id(7)], await CreateAsync(service, Order(userData: "#cloud-config\n")));

        var body = Body(Assert.Single(service.Sent, request => request.Method == "POST"));
        Assert.Equal(("web-1", Cluster, Small), (body["name"]!.ToString(), body["clusterId"]!.ToString(), body["configurationId"]!.ToString()));
        Assert.Equal([Key], body["sshKeys"]!.AsArray().Select(key => key!.ToString()));
        Assert.Equal("#cloud-config\n", body["cloudInit"]!["userData"]!.ToString());
        var disk = body["bootDisk"]!;
        Assert.Equal(("NVME", 25, false, "https://images.test/ubuntu.img"), (disk["storageType"]!.ToString(), disk["volumeGb"]!.GetValue<int>(), disk["replicated"]!.GetValue<bool>(), disk["osImage"]!.ToString()));
        Assert.Matches("^web-1-boot-[0-9a-f]{8}$", disk["name"]!.ToString());
        Assert.Equal("V4", body["publicIp"]!["addressType"]!.ToString());
        Assert.Matches("^web-1-ip-[0-9a-f]{8}$", body["publicIp"]!["name"]!.ToString());
    }

    [Fact]
    public async Task What_was_not_asked_for_is_not_sent()
    {
        var service = Account(request => request.ToString() == "POST /v2/vms" ? Reply.Ok(Vm(7)) : null);
        await CreateAsync(service, Order(constraints: new VmConstraints { Configuration = "CPU-regular-8vcpu-16gb", AdditionalStorageGiB = 10, Hardware = [new Hardware { Kind = "Storage", Type = "NVMe" }] }));

        var body = Body(service.Of("POST /v2/vms").Single());
        Assert.Equal(Large, body["configurationId"]!.ToString());
        Assert.Equal(25 + 11, body["bootDisk"]!["volumeGb"]!.GetValue<int>());
        Assert.Null(body["publicIp"]);
        Assert.Null(body["cloudInit"]);
    }

    [Fact]
    public async Task An_unregistered_key_is_registered()
    {
        var service = Account(request => request.ToString() switch
        {
            "GET /v1/ssh_keys" => Reply.Ok(Page("")),
            "POST /v1/ssh_keys" => Reply.Ok($$"""{"id":"{{Id(3)}}","name":"x","publicKey":"{{PublicKey}}","algorithm":"ssh-ed25519","fingerprint":"f"}"""),
            "POST /v2/vms" => Reply.Ok(Vm(7)),
            _ => null,
        });
        await CreateAsync(service, Order());

        Assert.Equal("web-1", Body(service.Of("POST /v1/ssh_keys").Single())["name"]!.ToString());
        Assert.Equal(Id(3), Body(service.Of("POST /v2/vms").Single())["sshKeys"]![0]!.ToString());
    }

    [Fact]
    public async Task Ids_of_keys_need_no_list_which_API_keys_may_not_read()
    {
        var service = Account(request => request.ToString() switch
        {
            "GET /v1/ssh_keys" => Reply.Error(403, "forbidden", "no"),
            "POST /v2/vms" => Reply.Ok(Vm(7)),
            _ => null,
        });
        await CreateAsync(service, new VmOrder { Name = "web-1", OsImage = "https://images.test/ubuntu.img", SshKeys = [Key] });
        Assert.Empty(service.Of("GET /v1/ssh_keys"));

        var refusal = await Assert.ThrowsAsync<FluenceApiException>(() => CreateAsync(service, Order()));
        Assert.Contains("register the key there, and give its id", refusal.Message, StringComparison.Ordinal);
        Assert.Single(service.Of("POST /v2/vms"));
    }

    [Theory]
    [InlineData("XX", null, null, "No cluster")]
    [InlineData("PL", "cpu-9", null, "No cluster")]
    [InlineData("PL", null, "1.3", "costs 1.356 USD an epoch")]
    public async Task What_can_not_be_met_orders_nothing(string country, string? configuration, string? limit, string message)
    {
        var service = Account(_ => null);
        var constraints = new VmConstraints
        {
            PublicIp = true,
            Countries = [country],
            Configuration = configuration,
            MaxTotalPricePerEpoch = limit is null ? null : decimal.Parse(limit, System.Globalization.CultureInfo.InvariantCulture),
        };
        var exception = await Assert.ThrowsAsync<ArgumentException>(() => CreateAsync(service, Order(constraints: constraints)));

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(service.Sent, request => request.Method == "POST");
    }

    [Fact]
    public async Task What_this_generation_has_no_notion_of_says_what_to_do_and_sends_nothing()
    {
        var service = Account(_ => null);
        VmOrder[] orders =
        [
            new() { Name = "a", OsImage = "https://i.test/u.img", SshKeys = [PublicKey], OpenPorts = [new VmPort(443, "tcp")] },
            new() { Name = "a", OsImage = "https://i.test/u.img", SshKeys = [PublicKey], OpenPorts = [new VmPort(132, "sctp")], Constraints = new VmConstraints { PublicIp = true } },
            new() { Name = "a", OsImage = "https://i.test/u.img", SshKeys = [PublicKey], HostName = "b" },
        ];
        foreach (var order in orders)
        {
            await Assert.ThrowsAsync<NotSupportedException>(() => CreateAsync(service, order));
        }
        await Assert.ThrowsAsync<NotSupportedException>(() => CreateAsync(service, Order(constraints: new VmConstraints { Hardware = [new Hardware { Kind = "Storage", Type = "HDD" }] })));
        Assert.Empty(service.Sent);
    }

    [Theory]
    [InlineData("a", 16384, true)]
    [InlineData("a", 16385, false)]
    [InlineData("\u20ac", 5461, true)]
    [InlineData("\u20ac", 5462, false)]
    [InlineData("\U0001F600", 4096, true)]
    [InlineData("\U0001F600", 4097, false)]
    public async Task User_data_is_counted_in_bytes(string letter, int count, bool fits)
    {
        var service = Account(request => request.ToString() == "POST /v2/vms" ? Reply.Ok(Vm(7)) : null);
        var order = Order(userData: string.Concat(Enumerable.Repeat(letter, count)));

        var exception = await Record.ExceptionAsync(() => CreateAsync(service, order));
        Assert.Equal(fits, exception is null);
        Assert.Equal(fits ? 1 : 0, service.Of("POST /v2/vms").Count());
        Assert.True(fits || exception is ArgumentException && exception.Message.Contains("at most 16384", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refused_order_leaves_nothing_that_costs()
    {
        string? disk = null;
        var service = Account(request =>
        {
            if (request.ToString() == "POST /v2/vms")
            {
                disk = Body(request)["bootDisk"]!["name"]!.ToString();
                return Reply.Error(422, "unprocessable_entity", "no capacity");
            }
            return request.Path switch
            {
                "/v1/storages" => Reply.Ok(Page(Disk(8, disk!) + "," + Disk(9, disk + "-of-another"))),
                "/v1/public_ips" => Reply.Ok(Page("")),
                _ when request.Method == "DELETE" => Reply.Ok(Disk(8, disk!)),
                _ => null,
            };
        });
        var exception = await Assert.ThrowsAsync<FluenceApiException>(() => CreateAsync(service, Order()));

        Assert.Equal("no capacity", exception.ServiceText);
        Assert.Equal($"/v1/storages/{Id(8)}", Assert.Single(service.Sent, request => request.Method == "DELETE").Path);
        Assert.Contains($"name={disk}", service.Of("GET /v1/storages").Single().Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_can_not_be_cleaned_up_is_named()
    {
        string? disk = null;
        var service = Account(request =>
        {
            if (request.ToString() == "POST /v2/vms")
            {
                disk = Body(request)["bootDisk"]!["name"]!.ToString();
                return Reply.Error(422, "unprocessable_entity", "no capacity");
            }
            return request.Method == "DELETE" ? Reply.Error(406, "not_acceptable", "not now")
                : request.Path == "/v1/storages" ? Reply.Ok(Page(Disk(8, disk!)))
                : request.Path == "/v1/public_ips" ? Reply.Ok(Page("")) : null;
        });
        var exception = await Assert.ThrowsAsync<LeftBehindException>(() => CreateAsync(service, Order()));

        Assert.Equal(Id(8), Assert.Single(exception.Orphans).Id);
        Assert.Empty(exception.VmIds);
        Assert.Contains(Id(8), exception.Message, StringComparison.Ordinal);
        Assert.Contains("no capacity", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_that_is_refused_half_way_names_what_exists()
    {
        var created = 0;
        var service = Account(request => request.ToString() switch
        {
            "GET /v2/vms" => Reply.Ok(Page("")),
            "POST /v2/vms" => ++created <= 2 ? Reply.Ok(Vm(created)) : Reply.Error(422, "insufficient_balance", "top up"),
            "GET /v1/storages" or "GET /v1/public_ips" => Reply.Ok(Page("")),
            _ => null,
        });
        using var connection = service.Connect();
        var orders = new OrderService(await connection.OpenAsync(null, default), connection.Endpoint, new OrderJournal(_folder.FullName), service.Time);
        var order = await orders.PlaceAsync(Order(count: 5), "k1", default);

        Assert.Equal(OrderState.Created, order.State);
        Assert.Equal([Id(1), Id(2)], order.VmIds);
        Assert.Contains("stopped after 2", order.Message, StringComparison.Ordinal);
        Assert.Contains("The balance is 1.23 USD", order.Message, StringComparison.Ordinal);
        Assert.Equal(3, service.Of("POST /v2/vms").Count());
    }

    [Fact]
    public async Task An_insufficient_balance_is_told()
    {
        var service = Account(request => request.ToString() switch
        {
            "POST /v2/vms" => Reply.Error(422, "insufficient_balance", "Insufficient balance"),
            "GET /v1/storages" or "GET /v1/public_ips" => Reply.Ok(Page("")),
            _ => null,
        });
        var exception = await Assert.ThrowsAsync<FluenceApiException>(() => CreateAsync(service, Order()));

        Assert.Equal(("insufficient_balance", 422, "Insufficient balance"), (exception.Code, exception.Status, exception.ServiceText));
        Assert.Contains("The balance is 1.23 USD (usd).", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public async Task An_order_is_never_sent_twice(int status)
    {
        var service = Account(request => request.ToString() switch
        {
            "POST /v2/vms" => Reply.Error(status, "internal_server_error", "lost"),
            "GET /v2/vms" => Reply.Ok(Page("")),
            "GET /v1/service/status" => Reply.Ok("""{"maintenanceMode":true,"version":"0.10.0"}"""),
            _ => null,
        });
        using var connection = service.Connect();
        var orders = new OrderService(await connection.OpenAsync(null, default), connection.Endpoint, new OrderJournal(_folder.FullName), service.Time);

        var exception = await Assert.ThrowsAsync<OrderUnknownException>(() => orders.PlaceAsync(Order(), "k1", default));
        Assert.Contains("in maintenance", exception.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<OrderUnknownException>(() => orders.PlaceAsync(Order(), "k1", default));
        Assert.Single(service.Of("POST /v2/vms"));
        Assert.DoesNotContain(service.Sent, request => request.Method == "DELETE");
    }

    [Fact]
    public async Task A_market_that_can_not_be_read_means_that_nothing_was_ordered()
    {
        var service = Account(request => request.ToString() switch
        {
            "GET /v1/prices/vm" => Reply.Error(500, "internal_server_error", "broken"),
            "GET /v2/vms" => Reply.Ok(Page("")),
            _ => null,
        });
        using var connection = service.Connect();
        var journal = new OrderJournal(_folder.FullName);
        var orders = new OrderService(await connection.OpenAsync(null, default), connection.Endpoint, journal, service.Time);

        var exception = await Assert.ThrowsAsync<CloudConnectionException>(() => orders.PlaceAsync(Order(), "k1", default));
        Assert.Contains("Nothing was ordered", exception.Message, StringComparison.Ordinal);
        Assert.Equal(OrderState.NotCreated, Assert.Single(journal.List()).State);
    }
}

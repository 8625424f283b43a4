using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json.Nodes;
using FluenceVm.Emulator.Cudos;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Tests.Cudos;

/// <summary>An emulated chain with a clock of its own, seen from outside: through its routes.</summary>
internal sealed class Chain
{
    public const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFakeFakeFakeFakeFakeFakeFakeFakeFakeFakeFake me@test";

    private int _memo;

    public Chain(CudosSetup? setup = null) => Service = new CudosService(setup ?? new CudosSetup());

    public CudosService Service { get; }

    public DateTimeOffset Now { get; private set; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static BigInteger Cudos(decimal amount) => CudosSetup.Cudos(amount);

    public Chain Step(TimeSpan by)
    {
        Now += by;
        Service.AdvanceTo(Now);
        return this;
    }

    public Chain Step(int seconds) => Step(TimeSpan.FromSeconds(seconds));

    public EmulatorResponse Get(string path) => Answer(new EmulatorRequest { Path = path });

    public EmulatorResponse Answer(EmulatorRequest request)
    {
        Assert.NotNull(Service.OperationOf(request));
        return Service.Answer(request, Now);
    }

    public (int Status, JsonNode Body) Query(string query) =>
        Read(Get($"/cosmwasm/wasm/v1/contract/{CudosSetup.ContractAddress}/smart/{Convert.ToBase64String(Encoding.UTF8.GetBytes(query))}"));

    public JsonNode Data(string query)
    {
        var (status, body) = Query(query);
        Assert.True(status == 200, body.ToJsonString());
        return body["data"]!;
    }

    public JsonObject Machine(string id) => Data(new JsonObject { ["machine"] = new JsonObject { ["id"] = id } }.ToJsonString()).AsObject();

    public string State(string id) => Machine(id)["state"]!.GetValue<string>();

    public BigInteger Credit(string id) => Number(Machine(id)["credit"]);

    public BigInteger Balance(string account) => Service.State.Balance(account);

    public (int Code, string Log, string Hash) Execute(string sender, string message, params (BigInteger Amount, string Denom)[] funds)
    {
        var (status, body) = Post(new JsonObject
        {
            ["sender"] = sender,
            ["contract"] = CudosSetup.ContractAddress,
            ["msg"] = JsonNode.Parse(message),
            ["funds"] = new JsonArray([.. funds.Select(
                coin => new JsonObject { ["denom"] = coin.Denom, ["amount"] = coin.Amount.ToString(CultureInfo.InvariantCulture) })]),
            ["memo"] = (++_memo).ToString(CultureInfo.InvariantCulture),
        }.ToJsonString());
        return status == 200
            ? (body["code"]!.GetValue<int>(), body["raw_log"]!.GetValue<string>(), body["txhash"]!.GetValue<string>())
            : (-1, body["message"]!.GetValue<string>(), string.Empty);
    }

    public (int Status, JsonNode Body) Post(string body) => Read(Answer(new EmulatorRequest
    {
        Method = "POST",
        Path = "/emulator/cudos/execute",
        Body = Encoding.UTF8.GetBytes(body),
    }));

    public void Do(string sender, string message, params (BigInteger Amount, string Denom)[] funds)
    {
        var (code, log, _) = Execute(sender, message, funds);
        Assert.True(code == 0, log);
    }

    public string Order(string id, decimal cudos, string type = "basic-1", string? region = null)
    {
        Do(CudosSetup.Owner, OrderMessage(id, type, region), (Cudos(cudos), "acudos"));
        return id;
    }

    /// <summary>An ordered machine that runs: 30 seconds after its order.</summary>
    public string Run(string id, decimal cudos, string type = "basic-1", string? region = null)
    {
        Order(id, cudos, type, region);
        Step(30);
        Assert.Equal("Running", State(id));
        return id;
    }

    public static string OrderMessage(
        string id, string type = "basic-1", string? region = null, string image = "debian-12", string key = Key)
    {
        var order = new JsonObject { ["id"] = id, ["image_id"] = image, ["machine_type_id"] = type, ["ssh_key"] = key };
        if (region is not null)
        {
            order["region"] = region;
        }
        return new JsonObject { ["order_machine"] = order }.ToJsonString();
    }

    public static string Message(string name, string id) => new JsonObject { [name] = new JsonObject { ["id"] = id } }.ToJsonString();

    public static string Transfer(string id, string newOwner) =>
        new JsonObject { ["transfer_machine"] = new JsonObject { ["id"] = id, ["new_owner"] = newOwner } }.ToJsonString();

    public static BigInteger Number(JsonNode? text) =>
        BigInteger.Parse(text!.GetValue<string>(), NumberStyles.None, CultureInfo.InvariantCulture);

    private static (int Status, JsonNode Body) Read(EmulatorResponse response) => (response.Status, JsonNode.Parse(response.Body.Span)!);
}

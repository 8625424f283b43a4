using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FluenceVm.Emulator.Cudos;

/// <summary>The chain's memory as JSON. Types and providers are kept by name: a state fits the setup that it was made with.</summary>
internal static class ComputeStateJson
{
    private static readonly string[] MachineFields =
    [
        "serial", "id", "type", "state", "owner", "region", "image", "ssh_key", "credit", "provider", "address", "until",
        "reason", "prepaid", "step_due",
    ];

    private static readonly string[] TransactionFields = ["hash", "height", "time", "code", "codespace", "log", "request"];

    /// <summary>Everything that must survive.</summary>
    public static JsonNode Write(ComputeState state)
    {
        var balances = new JsonObject();
        foreach (var account in state.Balances)
        {
            balances[account.Key] = Digits(account.Value);
        }
        return new JsonObject
        {
            ["chain"] = state.ChainId,
            ["lowest_height"] = Digits(state.Transactions.LowestHeight),
            ["balances"] = balances,
            ["machines"] = new JsonArray([.. state.Machines.Select(Write)]),
            ["transactions"] = new JsonArray([.. state.Transactions.Latest.Select(Write)]),
        };
    }

    /// <summary>Reads what <see cref="Write(ComputeState)"/> gave.</summary>
    /// <exception cref="FormatException">It is something else; the message says what is wrong.</exception>
    public static ComputeState Read(JsonNode node, CudosSetup setup)
    {
        try
        {
            using var document = Fields.Parse(JsonSerializer.SerializeToUtf8Bytes(node));
            var root = Fields.Of(document.RootElement, "state", "chain", "lowest_height", "balances", "machines", "transactions");
            var names = root.Required("balances").EnumerateObject().Select(property => property.Name).ToArray();
            var accounts = Fields.Of(root.Required("balances"), "balances", names);
            var state = new ComputeState(names.ToDictionary(name =>
                name, accounts.Amount)) { ChainId = root.OptionalText("chain") ?? setup.ChainId };
            state.Transactions.LowestHeight = root.OptionalText("lowest_height") is null ? 1 : (long)root.Amount("lowest_height");
            foreach (var machine in root.Required("machines").EnumerateArray())
            {
                state.Add(Machine(Fields.Of(machine, "machine", MachineFields), setup));
            }
            foreach (var transaction in root.Required("transactions").EnumerateArray())
            {
                state.Transactions.Add(Transaction(Fields.Of(transaction, "transaction", TransactionFields)));
            }
            return state;
        }
        catch (Exception error)
            when (error is ContractRefusal or InvalidOperationException or ArgumentException or OverflowException or JsonException)
        {
            throw new FormatException($"The state of the emulated Cudos contract can't be read: {error.Message}", error);
        }
    }

    private static JsonNode Write(ComputeMachine machine) => new JsonObject
    {
        ["serial"] = Digits(machine.Number),
        ["id"] = machine.Id,
        ["type"] = machine.Type.Id,
        ["state"] = machine.State,
        ["owner"] = machine.Owner,
        ["region"] = machine.Region,
        ["image"] = machine.ImageId,
        ["ssh_key"] = machine.SshKey,
        ["credit"] = Digits(machine.Credit),
        ["provider"] = machine.Provider?.Address,
        ["address"] = machine.Address,
        ["until"] = Ticks(machine.Until),
        ["reason"] = machine.Reason,
        ["prepaid"] = Digits(machine.Prepaid),
        ["step_due"] = Ticks(machine.StepDue),
    };

    private static ComputeMachine Machine(Fields fields, CudosSetup setup)
    {
        var (type, provider, state) = (fields.Text("type"), fields.OptionalText("provider"), fields.Text("state"));
        return new ComputeMachine(
            (long)fields.Amount("serial"),
            fields.Text("id"),
            Named(setup.Types, known => known.Id == type, "machine type", type))
        {
            State = Named(MachineStates.All, known => known == state, "state", state),
            Owner = fields.OptionalText("owner"),
            Region = fields.OptionalText("region"),
            ImageId = fields.Text("image"),
            SshKey = fields.Text("ssh_key"),
            Credit = fields.Amount("credit"),
            Provider = provider is null ? null : Named(setup.Providers, known => known.Address == provider, "provider", provider),
            Address = fields.OptionalText("address"),
            Until = Time(fields, "until"),
            Reason = fields.OptionalText("reason"),
            Prepaid = (int)fields.Amount("prepaid"),
            StepDue = Time(fields, "step_due"),
        };
    }

    private static JsonNode Write(Transaction transaction) => new JsonObject
    {
        ["hash"] = transaction.Hash,
        ["height"] = Digits(transaction.Height),
        ["time"] = Ticks(transaction.Time),
        ["code"] = Digits(transaction.Code),
        ["codespace"] = transaction.Codespace,
        ["log"] = transaction.Log,
        ["request"] = transaction.Request,
    };

    private static Transaction Transaction(Fields fields) => new(
        fields.Text("hash"),
        (long)fields.Amount("height"),
        Time(fields, "time") ?? default,
        (int)fields.Amount("code"),
        fields.Text("codespace"),
        fields.Text("log"),
        fields.Text("request"));

    private static T Named<T>(IEnumerable<T> all, Func<T, bool> isIt, string kind, string name)
        where T : class => all.FirstOrDefault(isIt) ?? throw new ContractRefusal($"there is no {kind} {name}");

    private static DateTimeOffset? Time(Fields fields, string name) =>
        fields.OptionalText(name) is null ? null : new DateTimeOffset((long)fields.Amount(name), TimeSpan.Zero);

    private static string? Ticks(DateTimeOffset? time) => time?.UtcTicks.ToString(CultureInfo.InvariantCulture);

    private static string Digits(BigInteger number) => number.ToString(CultureInfo.InvariantCulture);
}

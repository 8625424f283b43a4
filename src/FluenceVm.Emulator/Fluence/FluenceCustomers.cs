using System.Text.Json.Nodes;
using FluenceVm.Emulator.Hosting;
using static FluenceVm.Emulator.Fluence.StateJson;

namespace FluenceVm.Emulator.Fluence;

/// <summary>
/// The emulated Fluence with all of its customers. They know nothing of each other: each has an account, stock and ids of its
/// own, and a request's key says whose it is.
/// </summary>
internal sealed class FluenceCustomers : IEmulatedService
{
    private const string Accounts = "accounts";
    private readonly List<FluenceService> _customers = [];
    private readonly Func<int, FluenceService> _open;

    /// <summary>A service with some customers.</summary>
    /// <param name="open">Opens an account by its number, from 0.</param>
    /// <param name="count">How many there are; a state that is loaded can have more.</param>
    public FluenceCustomers(Func<int, FluenceService> open, int count)
    {
        _open = open;
        OpenUpTo(count);
    }

    /// <summary>The customers; there is at least one.</summary>
    public IReadOnlyList<FluenceService> Customers => _customers;

    public IReadOnlyList<string> Headers => FluenceService.Headers;

    public string? OperationOf(EmulatorRequest request) => _customers[0].OperationOf(request);

    public EmulatorResponse Refuse(EmulatorRequest request, int status, string text) => _customers[0].Refuse(request, status, text);

    public EmulatorResponse Answer(EmulatorRequest request, DateTimeOffset now) =>
        (_customers.Find(each => each.Knows(request)) ?? _customers[0]).Answer(request, now);

    public void AdvanceTo(DateTimeOffset now) => _customers.ForEach(each => each.AdvanceTo(now));

    public JsonNode Save() => new JsonObject { [Accounts] = new JsonArray([.. _customers.Select(each => each.Save())]) };

    public void Load(JsonNode state)
    {
        var accounts = Member(state, Accounts) as JsonArray ?? throw new FormatException($"`{Accounts}` is not a list");
        OpenUpTo(accounts.Count);
        for (var i = 0; i < accounts.Count; i++)
        {
            _customers[i].Load(accounts[i] ?? throw new FormatException($"account {i} is missing"));
        }
    }

    private void OpenUpTo(int count)
    {
        while (_customers.Count < count)
        {
            _customers.Add(_open(_customers.Count));
        }
    }
}

using FluenceVm.Model;

namespace FluenceVm.Clouds.Tests.Fluence.Orders.World;

/// <summary>What came of many orders.</summary>
internal sealed class OrderTally
{
    private readonly SortedDictionary<string, int> _counts = [];

    public void Add(Order? order, int vms)
    {
        Add(order?.State.ToString() ?? "not sent", 1);
        if (order is { State: OrderState.Unknown, Message: { } why })
        {
            var renamed = vms > 0 ? "Unknown: its own VM was renamed" : "Unknown: another's VM was renamed";
            Add(why.Contains("other names", StringComparison.Ordinal) ? renamed : "Unknown: fits two orders", 1);
        }
        Add("VMs", vms);
    }

    public int Of(string what) => _counts.GetValueOrDefault(what);

    public override string ToString() => string.Join(", ", _counts.Select(pair => $"{pair.Key}: {pair.Value}"));

    private void Add(string what, int count) => _counts[what] = Of(what) + count;
}

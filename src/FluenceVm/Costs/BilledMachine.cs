using FluenceVm.Model;

namespace FluenceVm.Costs;

/// <summary>What a machine of Cudos Compute costs from now on. It is billed while its end is in sight, out of its own credit.</summary>
internal static class BilledMachine
{
    public const string Currency = "CUDOS";

    public static BilledItem From(Machine machine) =>
        Of(machine.Id, machine.State, machine.PricePerHour, machine.Credit, machine.EstimatedEnd);

    public static BilledItem Of(string id, string? state, decimal? pricePerHour, decimal? credit, DateTimeOffset? end) => new()
    {
        Cloud = nameof(Cloud.Cudos),
        Type = BilledType.Machine,
        Id = id,
        Name = id,
        Status = state,
        PricePerHour = end is null ? 0 : pricePerHour,
        Currency = Currency,
        Held = credit,
        EndsAt = end,
    };
}

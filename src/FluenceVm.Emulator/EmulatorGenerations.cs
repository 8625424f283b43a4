namespace FluenceVm.Emulator;

/// <summary>Generations of the Fluence service, for an emulator that serves only some of them.</summary>
[Flags]
public enum EmulatorGenerations
{
    /// <summary>None: every request to Fluence is answered with 404.</summary>
    None = 0,

    /// <summary><c>vms/v2</c>: its list; orders and deletes are at <c>/vms/v3</c>.</summary>
    MarketV2 = 1,

    /// <summary><c>vms/v3</c>, with the marketplace.</summary>
    MarketV3 = 2,

    /// <summary>The service as it is today: <c>/v3</c> of the Cloud API 0.14.</summary>
    Cloud = 4,

    /// <summary>All of them, on the same fleet.</summary>
    All = MarketV2 | MarketV3 | Cloud,
}

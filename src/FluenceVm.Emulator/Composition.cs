using FluenceVm.Emulator.Cudos;
using FluenceVm.Emulator.Fluence;
using FluenceVm.Emulator.Fluence.Cloud;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator;

/// <summary>The services of an emulator, put together; a second time for a copy of its state.</summary>
internal sealed class Composition
{
    private readonly VmEmulatorOptions _options;
    private readonly DateTimeOffset _now;
    private bool _isPopulated;

    /// <summary>Everything new and empty.</summary>
    /// <param name="options">How it is set up.</param>
    /// <param name="now">When it begins.</param>
    public Composition(VmEmulatorOptions options, DateTimeOffset now)
    {
        (_options, _now) = (options, now);
        Fluence = new FluenceCustomers(Open, options.Accounts);
        Clouds = new EmulatedClouds([new("fluence", Fluence), new("cudos", new LateService(CudosService.RouteOf, OpenCudos))]);
    }

    public FluenceCustomers Fluence { get; }

    public EmulatedClouds Clouds { get; }

    /// <summary>Fills the first account, if a fleet is wanted.</summary>
    public void Populate()
    {
        if (_options.WithFleet)
        {
            var first = Fluence.Customers[0];
            StarterFleet.Populate(first.Account, _now);
            CloudStarter.Populate(first.Cloud, _now);
            _isPopulated = true;
        }
    }

    private CudosService OpenCudos()
    {
        var service = new CudosService(new CudosSetup());
        if (_isPopulated)
        {
            CudosFleet.Order(service, _now);
        }
        return service;
    }

    private FluenceService Open(int number)
    {
        var account = new FluenceAccount(_options.Seed + number);
        account.Ledger.PayIn(Usdc.FromDecimal(_options.Balance));
        return new FluenceService(KeyOf(number), account, _options.Generations, _now);
    }

    private static string KeyOf(int number) =>
        number == 0 ? "emulator-key-not-a-secret" : FormattableString.Invariant($"emulator-key-{number + 1}-not-a-secret");
}

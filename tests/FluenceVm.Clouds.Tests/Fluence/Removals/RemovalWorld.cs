using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Journal;
using FluenceVm.Emulator;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Tests.Fluence.Removals;

/// <summary>One account whose VMs are removed, in one generation.</summary>
internal abstract class RemovalWorld : IDisposable
{
    public RemovalFaults Faults { get; } = new();

    public abstract VmEmulator Emulator { get; }

    public abstract IFluenceClient Client { get; }

    public abstract OperationJournal Journal { get; }

    /// <summary>The operations that a removal consists of.</summary>
    public abstract string[] Operations { get; }

    /// <summary>Orders VMs, some of which have somebody else's things attached.</summary>
    public abstract Task<IReadOnlyList<string>> OrderAsync(int count, Random random);

    /// <summary>What is billed without a VM, however young, and isn't somebody else's.</summary>
    public abstract Task<IReadOnlyList<Orphan>> LeftAsync();

    /// <summary>Holds that nothing of somebody else's is gone.</summary>
    public abstract Task VerifyOthersAsync();

    public async Task<IReadOnlyList<string>> LivingAsync()
    {
        Emulator.ClearFaults();
        Emulator.Step(TimeSpan.FromMinutes(10));
        var vms = new List<string>();
        await Client.ListVmsAsync(VmFilter.All, vm => vms.Add(vm.Id), CancellationToken.None);
        return vms;
    }

    /// <summary>Removes VMs, perhaps until it is stopped.</summary>
    /// <returns>The outcome of each that was told.</returns>
    public async Task<Dictionary<string, VmOutcome>> RemoveAsync(IReadOnlyList<string> ids, CancellationToken stop)
    {
        var outcomes = new Dictionary<string, VmOutcome>(StringComparer.OrdinalIgnoreCase);
        try
        {
            await Client.RemoveVmsAsync(new VmRemoval { Ids = ids }, Journal, outcome => outcomes.Add(outcome.Id, outcome), stop);
        }
        catch (Exception seen) when (seen is OperationCanceledException || Certainty.IsTrouble(seen))
        {
            // The user sees this, and the cmdlet names those that weren't told.
        }
        return outcomes;
    }

    public abstract void Dispose();
}

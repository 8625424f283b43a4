using System.Text;
using FluenceVm.Emulator.Tests.Support;

namespace FluenceVm.Emulator.Tests.Store;

/// <summary>Everything that clients can see of an emulator, for comparing two of them.</summary>
internal static class StateText
{
    public static string Of(VmEmulator emulator)
    {
        using var client = new EmulatorClient(emulator);
        var all = new StringBuilder().AppendLine(emulator.Now.ToString("O"));
        string[] paths =
        [
            "vms/v3", "vms/v2", "ssh_keys",
            "v3/vms?perPage=200", "v3/storages?perPage=200", "v3/public-ips?perPage=200", "v3/security-groups?perPage=200",
            $"cosmwasm/wasm/v1/contract/{emulator.ContractAddress}/smart/{Convert.ToBase64String("""{"machine_list":{}}"""u8.ToArray())}",
        ];
        foreach (var path in paths)
        {
            var response = client.Get(path).GetAwaiter().GetResult();
            Assert.Equal(200, response.Status);
            all.AppendLine(response.Text);
        }
        var ledger = emulator.Account.Ledger;
        return all.Append($"{ledger.PaidIn} {ledger.Balance} {ledger.Reserved} {ledger.Spent}").ToString();
    }
}

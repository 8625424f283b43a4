BeforeAll { . $PSScriptRoot/Setup.ps1 }

Describe 'The life of VMs in one line' {
    BeforeEach { $emulator = Connect-TestEmulator }
    AfterEach { Disconnect-TestEmulator }

    It 'orders, opens a port, deletes' {
        New-FluenceVm -Name story -Image ubuntu-22-04-x64 -SshKey laptop -Count 3 -Wait -PollSec 0.05 | Set-FluenceVm -AddPort 443/tcp -PassThru | Tee-Object -Variable changed | Remove-FluenceVm -Confirm:$false
        $changed.Count | Should -Be 3
        $changed | ForEach-Object { "$($_.Ports)" } | Sort-Object -Unique | Should -Be '22/tcp 443/tcp'
        Step-VmEmulator 00:01:00
        Get-FluenceVm story* | Should -BeNullOrEmpty
        foreach ($operation in 'CreateVm', 'UpdateVm', 'DeleteVm') { @(Get-Request $operation).Count | Should -Be 1 }
    }
}

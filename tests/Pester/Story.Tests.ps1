BeforeAll { . $PSScriptRoot/Setup.ps1 }

Describe 'The life of VMs in one line' {
    BeforeEach { $emulator = Connect-TestEmulator }
    AfterEach { Disconnect-TestEmulator }

    It 'orders, opens a port, deletes' {
        New-FluenceVm -Name story -Image ubuntu-22-04-x64 -SshKey laptop -Count 3 -PublicIp -OpenPort 80/tcp -Wait -PollSec 0.05 |
            Set-FluenceVm -AddPort 443/tcp -PassThru |
            Tee-Object -Variable changed |
            Remove-FluenceVm -Confirm:$false
        $changed.Count | Should -Be 3
        $changed | ForEach-Object { "$($_.Ports)" } | Sort-Object -Unique | Should -Be '22/tcp 80/tcp 443/tcp'
        Step-VmEmulator 00:01:00
        Get-FluenceVm story* | Should -BeNullOrEmpty
    }

    It 'makes one request of each step' {
        New-FluenceVm story ubuntu-22-04-x64 laptop -Count 3 | Set-FluenceVm -NewName renamed -PassThru | Remove-FluenceVm -Confirm:$false
        foreach ($operation in 'CreateVm', 'DeleteVm') { @(Get-Request $operation).Count | Should -Be 1 }
        # The order numbers its VMs with one of its own.
        @(Get-Request UpdateVm).Count | Should -Be 2
    }
}

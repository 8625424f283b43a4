BeforeAll { . $PSScriptRoot/Setup.ps1 }

Describe 'Get-FluenceHardware' {
    BeforeAll { $emulator = Connect-TestEmulator -ClockRate 0 }
    AfterAll { Disconnect-TestEmulator }

    It 'lists kinds of CPU, memory and disk' {
        $hardware = Get-FluenceHardware
        $hardware | Should -BeOfType FluenceVm.Model.Hardware
        $hardware.Kind | Sort-Object -Unique | Should -Be 'Cpu', 'Memory', 'Storage'
        $hardware | Where-Object Kind -eq Cpu | ForEach-Object { $_.Manufacturer, $_.Architecture | Should -Not -BeNullOrEmpty }
        $hardware | Where-Object Kind -eq Memory | ForEach-Object { $_.Type, $_.Generation | Should -Not -BeNullOrEmpty }
        ($hardware | Where-Object Kind -eq Storage).Type | Should -Contain 'NVMe'
    }
}

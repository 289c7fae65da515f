import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { z } from 'zod'
import App from './App.vue'
import { listenToKeys } from './composables/keys.ts'
import { showFocusWhole } from './composables/whole-focus.ts'
import { i18n, startLocale } from './i18n.ts'
import { router } from './router.ts'
import { noteStart } from './stores/forget.ts'
import 'element-plus/theme-chalk/base.css'
import './styles/tokens.css'
import './styles/print.css'
import './styles/parts.css'
import './styles/tables.css'
import './styles/zoomed.css'

// zod's compiled parsers need `new Function`, which our Content-Security-Policy refuses.
z.config({ jitless: true })

listenToKeys()
showFocusWhole()
const app = createApp(App).use(createPinia().use(noteStart)).use(i18n).use(router)
void startLocale().finally(() => app.mount('#app'))
